from io import BytesIO

import openpyxl
import pytest

from khcn_analytics.errors import UnknownNameError
from khcn_analytics.store.templates import template


def test_it_is_a_workbook_with_a_guide():
    assert len(openpyxl.load_workbook(BytesIO(template("initiatives"))).sheetnames) > 1


def test_of_what_is_no_dataset_there_is_none():
    with pytest.raises(UnknownNameError):
        template("nothing")
