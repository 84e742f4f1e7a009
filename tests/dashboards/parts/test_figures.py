from khcn_analytics.dashboards.filters import Chosen, Filters
from khcn_analytics.dashboards.parts.figures import Figure, FiguresPart, figures_html
from khcn_analytics.dashboards.store import Store
from khcn_analytics.store.workspace import reconstructed_workspace

ATTACK = '<img src=x onerror="alert(1)">'


def test_a_tile_tells_value_change_and_target_and_opens_its_explanation():
    html = figures_html(
        [
            Figure(
                name="Nhiệm vụ nghiệm thu",
                value="38",
                unit="nhiệm vụ",
                change="▲ +3",
                against="so với năm 2024",
                verdict="better",
                target="chỉ tiêu từ 29 trở lên",
                target_verdict="met",
                target_told="đạt",
                history=[0.5, 1.0],
                address="?page=explanation&indicator=tasks.accepted",
            )
        ]
    )

    assert '<a class="card" href="?page=explanation&amp;indicator=tasks.accepted">' in html
    assert "38<small>nhiệm vụ</small>" in html
    assert '<p class="better"><b>▲ +3</b> so với năm 2024</p>' in html
    assert '<p class="met">chỉ tiêu từ 29 trở lên · <b>đạt</b></p>' in html
    assert "<polyline" in html


def test_without_change_and_target_a_tile_says_why():
    html = figures_html([Figure(name="x", value="–", against="kỳ gốc không có giá trị")])

    assert "kỳ gốc không có giá trị" in html
    assert "<b>" not in html


def test_everything_is_escaped():
    figure = Figure(
        name=ATTACK,
        value=ATTACK,
        unit=ATTACK,
        change=ATTACK,
        against=ATTACK,
        verdict=ATTACK,
        target=ATTACK,
        target_verdict=ATTACK,
        target_told=ATTACK,
        address=ATTACK,
    )

    assert "<img" not in figures_html([figure])


def test_the_part_shows_the_tiles():
    part = FiguresPart(lambda _: [Figure(name="x", value="1")])
    part.begin(Filters(Chosen.of(Store(reconstructed_workspace("kon_tum_2022")))))
    part.show()

    assert 'class="card"' in part.cards.object
