from khcn_analytics.schemas.results import FLAGS
from khcn_analytics.vocabulary.flags import FLAG_LABELS


def test_every_flag_is_told_in_both_languages():
    assert list(FLAG_LABELS) == FLAGS
    assert all(label.vi and label.en for label in FLAG_LABELS.values())
