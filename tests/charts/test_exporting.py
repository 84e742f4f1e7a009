import re

import polars as pl
import pytest

from khcn_analytics.charts import save
from khcn_analytics.charts.exporting import picture
from khcn_analytics.charts.fonts import CANDIDATES, has_every_letter, vietnamese_font
from khcn_analytics.charts.trend_lines import trend_chart
from khcn_analytics.errors import DataNotFoundError, WrongUseError
from khcn_analytics.vocabulary.units import Unit

FRAME = pl.DataFrame(
    {
        "period_start": ["2021-01-01", "2022-01-01"],
        "period_name": ["quý I/2021", "quý I/2022"],
        "value": [1234.5, 2000.0],
        "group_name": ["Toàn sở"] * 2,
    }
).with_columns(pl.col("period_start").str.to_date())


def chart(**settings):
    return trend_chart(FRAME, unit=Unit.TASK, title="Nhiệm vụ được nghiệm thu, ẵ ợ ỹ", source="Sở KH&CN", **settings)


@pytest.mark.parametrize(("ending", "magic"), [("png", b"\x89PNG\r\n\x1a\n"), ("svg", b"<svg"), ("pdf", b"%PDF-")])
def test_the_end_of_the_name_says_the_format(ending, magic, tmp_path):
    path = save(chart(), tmp_path / f"biểu đồ.{ending}")

    assert path.read_bytes().startswith(magic)
    assert path.stat().st_size > 4000


def test_a_picture_is_as_large_as_asked():
    small, large = (picture(chart(), ".png", scale=scale) for scale in (1, 2))
    width = [int.from_bytes(each[16:20]) for each in (small, large)]

    assert abs(width[1] - 2 * width[0]) <= 2


def test_a_sharper_picture_is_no_larger_on_paper():
    dots = [int.from_bytes(each[each.index(b"pHYs") + 4 :][:4]) for each in (picture(chart(), ".png", scale=2),)]

    assert dots == [round(144 / 0.0254)]  # 144 dots an inch, told by the metre


def test_words_numbers_and_periods_stand_in_the_drawing():
    svg = picture(chart(), ".svg").decode()

    assert "Nhiệm vụ được nghiệm thu, ẵ ợ ỹ" in svg
    assert "Nguồn: Sở KH&amp;CN" in svg
    assert "1.234,5" in svg
    assert "quý I/2022" in svg


def test_alt_text_is_in_the_drawing():
    assert (
        'aria-label="Biểu đồ đường “Nhiệm vụ được nghiệm thu, ẵ ợ ỹ”: Toàn sở từ' in picture(chart(), ".svg").decode()
    )


def test_a_document_embeds_the_font_of_vietnamese():
    embedded = {name.decode() for name in re.findall(rb"/BaseFont\s*/[A-Z]{6}\+([\w-]+)", picture(chart(), ".pdf"))}

    assert embedded
    if has_every_letter(vietnamese_font()):
        assert all(name.startswith(vietnamese_font().replace(" ", "")) for name in embedded)
    assert vietnamese_font() in CANDIDATES


def test_a_chart_that_fills_a_page_gets_a_width_of_its_own():
    width = [int.from_bytes(picture(chart(width=each), ".png", scale=1)[16:20]) for each in ("container", 680)]

    assert width[0] == width[1]


def test_paper_is_white():
    assert 'fill="white"' in picture(chart(), ".svg").decode()


def test_another_ending_is_refused(tmp_path):
    with pytest.raises(WrongUseError, match=r"“hình\.gif”: tên tệp phải kết thúc bằng \.png, \.svg, \.pdf"):
        save(chart(), tmp_path / "hình.gif")


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(DataNotFoundError, match="không có"):
        save(chart(), tmp_path / "không có" / "hình.png")


def test_nothing_is_loaded_from_the_internet(tmp_path):
    class Outside:
        def to_dict(self):
            return {"data": {"url": "https://example.org/data.csv"}, "mark": "point", "encoding": {}}

    with pytest.raises(ValueError, match=r"example\.org"):
        save(Outside(), tmp_path / "ngoài.png")
