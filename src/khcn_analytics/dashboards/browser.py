"""What the page and the reader's browser tell each other: the address, the title, links, files and progress.

Links within the page have real addresses, so that they can be copied and opened in a new window; a
plain click on one changes the choices of the open session instead of loading everything anew. A button
that names a part and a file (``parts.downloading.button_html``) is answered with the file.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

import param
from panel.custom import JSComponent

from khcn_analytics.dashboards.aside import aside
from khcn_analytics.dashboards.parts.downloading import Answer

_SCRIPT = """
export function render({model, el}) {
  const bar = document.createElement("div")
  bar.className = "progress"
  bar.setAttribute("role", "status")
  let timer
  const say = (words, after, looks) => {
    clearTimeout(timer)
    bar.className = "progress"
    bar.textContent = ""
    if (words) timer = setTimeout(() => {
      bar.classList.add(...looks)
      bar.textContent = words
    }, after)
  }
  // Told of work that takes a while only.
  const work = (words) => say(words, 400, ["on"])
  const busy = () => {
    work(model.busy)
    if (!model.busy) {
      goOn()
      // Panel may lay out what came a moment later, and what ends may have begun before the link was followed.
      setTimeout(() => {
        goOn()
        if (arrived) followed = arrived = false
      }, 300)
    }
  }
  const about = () => {
    if (!model.owns_window) return
    document.title = model.title
    document.documentElement.lang = model.language
  }
  // In a notebook several pages may be open, each in the output of a cell.
  const output = () => {
    let each = el
    while (each && !each.classList?.contains("jp-OutputArea-output")) each = each.parentNode || each.host
    return each
  }
  const isHere = (event) => model.owns_window || event.composedPath().includes(output())
  const heading = (root) => {
    const found = root.querySelector("h1")
    if (found) return found
    for (const each of root.querySelectorAll("*")) {
      const inside = each.shadowRoot && heading(each.shadowRoot)
      if (inside) return inside
    }
  }
  const focus = () => heading(model.owns_window ? document : output())?.focus()
  // A link that was followed may be drawn anew or be gone: who came by it goes on at the heading.
  let followed = false, arrived = false
  const goOn = () => { if (followed && document.activeElement === document.body) focus() }
  const leave = () => {
    followed = true
    arrived = false
  }
  let begun = false
  const address = () => {
    arrived = followed
    setTimeout(goOn)
    if (model.owns_window && model.address && model.address !== window.location.search) {
      window.history[begun ? "pushState" : "replaceState"]({}, "", window.location.pathname + model.address)
    }
    begun = begun || Boolean(model.address)
  }
  const top = () => {
    if (!model.owns_window) return
    for (let each = el; each; each = each.parentNode || each.host) if (each.scrollTop) each.scrollTop = 0
  }
  // Files that were asked for here: a notebook may show the same page twice.
  let asked = 0
  const ask = ({part, file}) => {
    asked += 1
    work(model.making_file)
    model.send_msg({part, file})
  }
  const save = (name, content) => {
    const link = document.createElement("a")
    link.href = URL.createObjectURL(new Blob([content]))
    link.download = name
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
  }
  const answered = ({name, content, failed}) => {
    if (!asked) return
    asked -= 1
    // Stays until something else is done.
    if (failed) return say(failed, 0, ["on", "failed"])
    work(model.busy)
    if (name) save(name, content)
  }
  const clicked = (event) => {
    if (bar.classList.contains("failed")) work(model.busy)
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    const button = event.composedPath().find(each => each.tagName === "BUTTON")
    if (button?.dataset.file && isHere(event)) return ask(button.dataset)
    const link = event.composedPath().find(each => each.tagName === "A")
    const address = link && link.getAttribute("href")
    if (!address || !(address.startsWith("?") || address === "#content")) return
    if (!isHere(event)) return
    event.preventDefault()
    if (address === "#content") return focus()
    leave()
    model.send_msg(address)
  }
  const back = () => {
    if (!model.owns_window) return
    leave()
    model.send_msg(window.location.search)
  }
  document.addEventListener("click", clicked)
  window.addEventListener("popstate", back)
  model.on("remove", () => {
    document.removeEventListener("click", clicked)
    window.removeEventListener("popstate", back)
  })
  model.on("msg:custom", answered)
  model.on("busy", busy)
  model.on("title", about)
  model.on("language", about)
  model.on("address", address)
  model.on("opened", top)
  about(); address(); busy()
  return bar
}
"""
_STYLE = """
.progress { position: fixed; top: 0; left: 0; right: 0; z-index: 2000; pointer-events: none; height: 0; }
.progress.on { height: auto; padding: 5px; text-align: center; font: 13px/1.4 Roboto, sans-serif; color: #fff; background: #8a4b00; }
.progress.failed { font-size: 15px; padding: 10px 20px; background: #a83818; }
@media print { .progress { display: none; } }
"""


class Browser(JSComponent):  # type: ignore[misc]
    """The browser of one session.

    Args:
        follow: Called with the parameters of an address, once a link within the page is followed
            or the reader goes back.
        answer: Called with part and file that a button asks for, in another thread.
    """

    address = param.String(doc="The search part of the address.")
    title = param.String(doc="Title of the window.")
    language = param.String(doc="Language of the page.")
    busy = param.String(doc="What is being done; empty: nothing.")
    making_file = param.String(doc="Told while a file is made.")
    owns_window = param.Boolean(default=True, doc="Whether address and title are the page's own; not in a notebook.")
    opened = param.Integer(doc="How many pages were opened; each begins at its top.")

    _esm = _SCRIPT
    _stylesheets = [_STYLE]  # noqa: RUF012 - as Panel declares it

    def __init__(
        self, follow: Callable[[dict[str, str]], None], answer: Callable[[str, str], Answer], **params: Any
    ) -> None:
        super().__init__(**params)
        self._follow, self._answer = follow, answer

    def _handle_msg(self, data: Any) -> None:
        # What comes from a browser is not trusted: whatever asks for no file is read as an address.
        match data:
            case {"part": str(part), "file": str(file)}:
                # A report of many charts takes seconds, in which others read on.
                aside(lambda: self._answer(part, file), self._send_msg)
            case _:
                self._follow(dict(parse_qsl(str(data).removeprefix("?"), keep_blank_values=True)))
