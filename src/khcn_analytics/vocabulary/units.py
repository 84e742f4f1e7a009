"""Units of measure, and which way an indicator is meant to go."""

from __future__ import annotations

from enum import Enum

from khcn_analytics.vocabulary.labels import Label


class Unit(Enum):
    """What a number counts or measures. Shares are stored from 0 to 1 and shown in percent."""

    TASK = Label("nhiệm vụ", "tasks")
    INSPECTION = Label("cuộc", "inspections")
    SUBJECT = Label("cơ sở", "subjects")
    INITIATIVE = Label("sáng kiến", "initiatives")
    PERSON = Label("người", "people")
    VND = Label("đồng", "VND")
    SHARE = Label("%", "%")
    DAY = Label("ngày", "days")

    @property
    def label(self) -> Label:
        return self.value


class Direction(Enum):
    """Whether more of an indicator is better. ``NEITHER`` gives no verdict on a change."""

    HIGHER = Label("càng cao càng tốt", "higher is better")
    LOWER = Label("càng thấp càng tốt", "lower is better")
    NEITHER = Label("không xét tốt hay xấu", "neither")

    @property
    def label(self) -> Label:
        return self.value
