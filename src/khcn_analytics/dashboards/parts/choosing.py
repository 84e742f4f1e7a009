"""A field to choose one of several values with: by a click, the keyboard, or typing part of it without accents.

The fields of panel-material-ui (0.16.6) are not used for it: its ``Select`` opens by a click alone, since it holds
back what Material's own would do at a key, and its ``AutocompleteInput`` finds letters with their accents only.
This one follows the pattern of a combobox with a list: https://www.w3.org/WAI/ARIA/apg/patterns/combobox/.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import param
from panel.custom import JSComponent

from khcn_analytics.dashboards import style

_SCRIPT = r"""
export function render({model}) {
  const make = (kind, attributes) => {
    const made = document.createElement(kind)
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
    return made
  }
  // The names of elements are known within the field only.
  const field = make("div", {class: "field"})
  const label = make("label", {for: "input"})
  const input = make("input", {
    id: "input", type: "text", role: "combobox", autocomplete: "off", spellcheck: "false",
    "aria-autocomplete": "list", "aria-controls": "list", "aria-expanded": "false",
  })
  const list = make("ul", {id: "list", role: "listbox", "aria-labelledby": "label"})
  const nothing = make("p", {role: "status"})
  label.id = "label"
  list.hidden = true
  field.append(label, input, list, nothing)

  // As vocabulary/text.py compares words.
  const plain = (text) => text.toLowerCase().replace(/[đð]/g, "d").normalize("NFD").replace(/\p{M}/gu, "")
  const isOpen = () => input.getAttribute("aria-expanded") === "true"
  const active = () => list.querySelector(".active")

  const stand = () => {
    label.textContent = model.label
    const told = model.options.find(([, value]) => value === model.value)
    input.value = input.title = told ? told[0] : ""
    input.disabled = model.options.length < 2
    // A short list needs no letters: on a phone none are offered.
    input.inputMode = model.is_long ? "search" : "none"
  }
  const point = (option) => {
    active()?.classList.remove("active")
    option?.classList.add("active")
    option?.scrollIntoView({block: "nearest"})
    input.setAttribute("aria-activedescendant", option ? option.id : "")
  }
  const offer = (typed) => {
    const words = plain(typed).split(/\s+/)
    const met = model.options.filter(([told]) => words.every(word => plain(told).includes(word)))
    list.replaceChildren(...met.map(([told, value], place) => {
      const option = make("li", {id: `option${place}`, role: "option", "aria-selected": String(value === model.value)})
      option.textContent = told
      option.dataset.value = value
      return option
    }))
    list.hidden = met.length === 0
    nothing.textContent = met.length ? "" : model.nothing
    input.setAttribute("aria-expanded", "true")
    point((!typed && list.querySelector("[aria-selected=true]")) || list.firstElementChild)
  }
  const open = () => {
    if (input.disabled || isOpen()) return
    offer("")
    input.select()
  }
  const close = () => {
    input.setAttribute("aria-expanded", "false")
    list.hidden = true
    nothing.textContent = ""
    point(null)
    stand()
  }
  const choose = (option) => {
    if (option) model.value = option.dataset.value
    close()
  }
  const step = (by) => {
    const options = [...list.children]
    point(options[(options.indexOf(active()) + by + options.length) % options.length])
  }
  const keys = {
    ArrowDown: () => isOpen() ? step(1) : open(),
    ArrowUp: () => isOpen() ? step(-1) : open(),
    Enter: () => isOpen() ? choose(active()) : open(),
    " ": () => isOpen() ? false : open(),
    Escape: () => isOpen() ? close() : false,
  }
  input.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || !(event.key in keys) || event.isComposing) return
    if (keys[event.key]() !== false) event.preventDefault()
  })
  input.addEventListener("input", () => offer(input.value))
  input.addEventListener("click", () => isOpen() ? close() : open())
  input.addEventListener("blur", close)
  // The list is pressed without taking the focus from the field.
  list.addEventListener("mousedown", (event) => event.preventDefault())
  list.addEventListener("click", (event) => choose(event.target.closest("li")))
  for (const name of ["label", "options", "value", "is_long"]) model.on(name, close)
  close()
  return field
}
"""


class ChoiceField(JSComponent):  # type: ignore[misc]
    """The field of one session; it can't be used where there is nothing to choose among.

    Args:
        chosen: Called with what the browser says was chosen.
    """

    label = param.String(doc="What is chosen.")
    options = param.List(doc="Pairs: what the reader sees, what is stored.")
    value = param.String(doc="What is stored.")
    nothing = param.String(doc="Told when nothing meets what is typed.")
    is_long = param.Boolean(doc="Whether readers are expected to type.")

    _esm = _SCRIPT
    _stylesheets = [style.FIELD]  # noqa: RUF012 - as Panel declares it

    def __init__(self, chosen: Callable[[str], None], **params: Any) -> None:
        super().__init__(**params)
        self.param.watch(lambda event: chosen(event.new), "value")
