"""Units of measure, and which way an indicator is meant to go."""

from __future__ import annotations

from enum import Enum

from khcn_analytics.vocabulary.labels import Label


class Unit(Enum):
    """What a number counts or measures. Shares are stored from 0 to 1 and shown in percent.

    Examples:
        >>> Unit.TASK.label.en, Unit.VND.is_money
        ('tasks', True)
    """

    TASK = Label("nhiệm vụ", "tasks")
    INSPECTION = Label("cuộc", "inspections")
    SUBJECT = Label("cơ sở", "subjects")
    INITIATIVE = Label("sáng kiến", "initiatives")
    PERSON = Label("người", "people")
    COLLECTIVE = Label("tập thể", "collectives")
    AWARD = Label("lượt khen thưởng", "awards")
    DOSSIER = Label("hồ sơ", "dossiers")
    CAMPAIGN = Label("phong trào", "campaigns")
    TARGET = Label("chỉ tiêu", "targets")
    PARTY_CELL = Label("chi bộ", "Party cells")
    PARTY_MEMBER = Label("đảng viên", "Party members")
    ORGANISATIONAL_UNIT = Label("đơn vị", "units")
    DOCUMENT = Label("văn bản", "documents")
    PROJECT = Label("dự án", "projects")
    LICENCE = Label("giấy phép", "licences")
    CERTIFICATE = Label("văn bằng, chứng chỉ", "certificates")
    ISSUE = Label("số", "issues")
    NEWS_ITEM = Label("tin bài", "news items")
    TV_PROGRAMME = Label("chuyên mục", "television programmes")
    EVENT = Label("sự kiện", "events")
    SURVEY = Label("cuộc điều tra", "surveys")
    DISTRICT = Label("huyện", "districts")
    ENTERPRISE = Label("doanh nghiệp", "enterprises")
    CONTRACT = Label("hợp đồng", "contracts")
    INSTRUMENT = Label("phương tiện đo", "measuring instruments")
    SAMPLE = Label("mẫu", "samples")
    WORK = Label("công trình", "works")
    BAG = Label("bịch", "bags")
    JAR = Label("hũ", "jars")
    SEEDLING = Label("cây giống", "seedlings")
    KILOGRAM = Label("kg", "kg")
    SQUARE_METRE = Label("m²", "m²")
    DUTY = Label("việc được giao", "assigned duties")
    CASE = Label("trường hợp", "cases")
    FAMILY = Label("gia đình", "families")
    SALARY_DAY = Label("ngày lương", "days of salary")
    VND = Label("đồng", "VND")
    SHARE = Label("%", "%")
    DAY = Label("ngày", "days")
    AUTHOR_PER_INITIATIVE = Label("tác giả/sáng kiến", "authors per initiative")
    INITIATIVE_PER_100_STAFF = Label("sáng kiến/100 người", "initiatives per 100 staff")
    VND_PER_SUBJECT = Label("đồng/cơ sở", "VND per subject")
    VND_PER_PERSON = Label("đồng/người", "VND per person")
    POINT = Label("điểm", "points")

    @property
    def label(self) -> Label:
        return self.value

    @property
    def is_money(self) -> bool:
        """Whether values are đồng, of which large ones are told in triệu or tỷ."""
        return self in {Unit.VND, Unit.VND_PER_SUBJECT, Unit.VND_PER_PERSON}


class Direction(Enum):
    """Whether more of an indicator is better. ``NEITHER`` gives no verdict on a change.

    Examples:
        >>> Direction.HIGHER.label.en
        'higher is better'
    """

    HIGHER = Label("càng cao càng tốt", "higher is better")
    LOWER = Label("càng thấp càng tốt", "lower is better")
    NEITHER = Label("không xét tốt hay xấu", "neither")

    @property
    def label(self) -> Label:
        return self.value
