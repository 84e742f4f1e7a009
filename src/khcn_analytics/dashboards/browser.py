"""What the page and the reader's browser tell each other: the address, the title, links and progress.

Links within the page have real addresses, so that they can be copied and opened in a new window; a
plain click on one changes the choices of the open session instead of loading everything anew.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

import param
from panel.custom import JSComponent

_SCRIPT = """
export function render({model, el}) {
  const bar = document.createElement("div")
  bar.className = "progress"
  bar.setAttribute("role", "status")
  let timer
  const busy = () => {
    clearTimeout(timer)
    bar.classList.remove("on")
    bar.textContent = ""
    // Told of work that takes a while only.
    if (model.busy) timer = setTimeout(() => {
      bar.classList.add("on")
      bar.textContent = model.busy
    }, 400)
    else {
      goOn()
      // What ends may have begun before the link was followed.
      if (arrived) followed = arrived = false
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
  const clicked = (event) => {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    const link = event.composedPath().find(each => each.tagName === "A")
    const address = link && link.getAttribute("href")
    if (!address || !(address.startsWith("?") || address === "#content")) return
    if (!model.owns_window && !event.composedPath().includes(output())) return
    event.preventDefault()
    if (address === "#content") return focus()
    followed = true
    model.send_msg(address)
  }
  const back = () => {
    if (!model.owns_window) return
    followed = true
    model.send_msg(window.location.search)
  }
  document.addEventListener("click", clicked)
  window.addEventListener("popstate", back)
  model.on("remove", () => {
    document.removeEventListener("click", clicked)
    window.removeEventListener("popstate", back)
  })
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
@media print { .progress { display: none; } }
"""


class Browser(JSComponent):  # type: ignore[misc]
    """The browser of one session.

    Args:
        follow: Called with the parameters of an address, once a link within the page is followed
            or the reader goes back.
    """

    address = param.String(doc="The search part of the address.")
    title = param.String(doc="Title of the window.")
    language = param.String(doc="Language of the page.")
    busy = param.String(doc="What is being done; empty: nothing.")
    owns_window = param.Boolean(default=True, doc="Whether address and title are the page's own; not in a notebook.")
    opened = param.Integer(doc="How many pages were opened; each begins at its top.")

    _esm = _SCRIPT
    _stylesheets = [_STYLE]  # noqa: RUF012 - as Panel declares it

    def __init__(self, follow: Callable[[dict[str, str]], None], **params: Any) -> None:
        super().__init__(**params)
        self._follow = follow

    def _handle_msg(self, data: Any) -> None:
        # What comes from a browser is not trusted: whatever it is, it is read as an address.
        self._follow(dict(parse_qsl(str(data).removeprefix("?"), keep_blank_values=True)))
