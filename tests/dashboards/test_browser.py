from khcn_analytics.dashboards.browser import Browser


def test_what_a_browser_sends_is_read_as_an_address():
    heard: list[dict[str, str]] = []
    browser = Browser(heard.append)

    for sent in ("?page=trends&unit=V%C4%83n+ph%C3%B2ng&level=", "", None, {"page": "x"}, "?page=a&page=b"):
        browser._handle_msg(sent)

    assert heard[0] == {"page": "trends", "unit": "Văn phòng", "level": ""}
    assert heard[1] == {}
    assert all(isinstance(each, dict) for each in heard)
    assert heard[4] == {"page": "b"}
