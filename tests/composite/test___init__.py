import re
from pathlib import Path

import pytest

from khcn_analytics import composite

SOURCE = Path(composite.__file__).read_text("utf-8")


@pytest.mark.parametrize("name", composite.__all__)
def test_every_public_name_loads_and_is_completed(name):
    assert getattr(composite, name) is not None
    assert name in dir(composite)


def test_the_type_checker_is_told_the_same_names():
    told = SOURCE.split("if TYPE_CHECKING:")[1].split("__all__")[0]
    names = set(re.findall(r"\b\w+\b", re.sub(r"from [\w.]+ import", "", told)))

    assert set(composite.__all__) == names


def test_no_module_has_the_name_of_what_is_public():
    modules = {path.stem for path in Path(composite.__file__).parent.glob("*.py")}

    assert modules & set(composite.__all__) == set()


def test_a_name_that_is_not_there_is_an_attribute_error():
    with pytest.raises(AttributeError, match="nothing_like_it"):
        composite.nothing_like_it  # noqa: B018
