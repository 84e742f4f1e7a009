"""Fields to choose one of several values with: by a click, the keyboard, or typing part of it without accents.

The fields of panel-material-ui (0.16.6) are not used for it: its ``Select`` opens by a click alone, since it holds
back what Material's own would do at a key, and its ``AutocompleteInput`` finds letters with their accents only.
These follow the pattern of a combobox with a list: https://www.w3.org/WAI/ARIA/apg/patterns/combobox/.

All fields of a page are one component, which stays when another page is opened: a server makes a dozen components in
the time in which it answers ten readers.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import param
from panel.custom import JSComponent

from khcn_analytics.dashboards import style

_SCRIPT = r"""
const make = (kind, attributes) => {
  const made = document.createElement(kind)
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  return made
}
// As vocabulary/text.py compares words.
const plain = (text) => text.toLowerCase().replace(/[đð]/g, "d").normalize("NFD").replace(/\p{M}/gu, "")

const makeField = (name, chosen) => {
  // The names of elements are known within the bar only.
  const element = make("div", {class: "field"})
  const label = make("label", {id: `label-${name}`, for: `input-${name}`})
  const input = make("input", {
    id: `input-${name}`, type: "text", role: "combobox", autocomplete: "off", spellcheck: "false",
    "aria-autocomplete": "list", "aria-controls": `list-${name}`, "aria-expanded": "false",
  })
  const list = make("ul", {id: `list-${name}`, role: "listbox", "aria-labelledby": `label-${name}`})
  const nothing = make("p", {role: "status"})
  list.hidden = true
  element.append(label, input, list, nothing)

  let told = {}, drawn = ""
  const isOpen = () => input.getAttribute("aria-expanded") === "true"
  const active = () => list.querySelector(".active")

  const stand = () => {
    label.textContent = told.label
    const option = told.options.find(([, value]) => value === told.value)
    input.value = input.title = option ? option[0] : ""
    input.disabled = told.options.length < 2
    // A short list needs no letters: on a phone none are offered.
    input.inputMode = told.is_long ? "search" : "none"
    for (const [width, columns] of Object.entries(told.columns)) element.style.setProperty(`--${width}`, columns)
  }
  const point = (option) => {
    active()?.classList.remove("active")
    option?.classList.add("active")
    option?.scrollIntoView({block: "nearest"})
    input.setAttribute("aria-activedescendant", option ? option.id : "")
  }
  const offer = (typed) => {
    const words = plain(typed).split(/\s+/)
    const met = told.options.filter(([seen]) => words.every(word => plain(seen).includes(word)))
    list.replaceChildren(...met.map(([seen, value], place) => {
      const selected = String(value === told.value)
      const option = make("li", {id: `option-${name}-${place}`, role: "option", "aria-selected": selected})
      option.textContent = seen
      option.dataset.value = value
      return option
    }))
    list.hidden = met.length === 0
    nothing.textContent = met.length ? "" : told.nothing
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
  // A field that is told what it shows already stays as it is, its list open and the focus in it.
  const tell = (news) => {
    const text = JSON.stringify(news)
    if (text === drawn) return
    told = news
    drawn = text
    close()
  }
  const choose = (option) => {
    const value = option ? option.dataset.value : told.value
    if (value === told.value) return close()
    tell({...told, value})
    chosen({name, value})
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
  return {element, tell}
}

export function render({model}) {
  const bar = make("div", {class: "bar"})
  const fields = new Map()
  const draw = () => {
    const {shown, nothing} = JSON.parse(model.fields)
    const options = JSON.parse(model.options)
    const names = shown.map(each => each.name)
    bar.classList.toggle("few", names.length <= 5)
    for (const [name, {element}] of fields) {
      if (names.includes(name)) continue
      element.remove()
      fields.delete(name)
    }
    shown.forEach((each, place) => {
      if (!fields.has(each.name)) fields.set(each.name, makeField(each.name, choice => model.send_msg(choice)))
      const {element, tell} = fields.get(each.name)
      // What is put where it is already would lose the focus.
      if (bar.children[place] !== element) bar.insertBefore(element, bar.children[place] ?? null)
      tell({...each, options: options[each.name] ?? [], nothing})
    })
  }
  // Fields and their options change in one message, but one after the other.
  let isDue = false
  const soon = () => {
    if (!isDue) queueMicrotask(() => { isDue = false; draw() })
    isDue = true
  }
  for (const name of ["fields", "options"]) model.on(name, soon)
  draw()
  return bar
}
"""


@dataclass(frozen=True, slots=True)
class ChoiceField:
    """A field of a bar; it can't be used where there is nothing to choose among.

    Attributes:
        name: What it is called between the browser and the page.
        label: What is chosen.
        options: What the reader sees -> what is stored.
        value: What is stored.
        is_long: Whether readers are expected to type.
        columns: How many of 12 columns it takes by width of the window (``xs``, ``sm``, ``md``); up to
            five fields share the line of a wide one.
    """

    name: str
    label: str
    options: Mapping[str, str]
    value: str
    is_long: bool = False
    columns: Mapping[str, int] = field(default_factory=lambda: {"xs": 12})


class ChoiceBar(JSComponent):  # type: ignore[misc]
    """The fields of one session.

    Args:
        chosen: Called with name and value of what the browser says was chosen: a field of the bar, any value.
    """

    # NOTE: as JSON, since Panel and Bokeh walk through lists, and lists in lists, whenever anything on the page changes.
    fields = param.String(default='{"shown": []}', doc="What the browser is told of the fields, but for their options.")
    options = param.String(default="{}", doc="Name of a field -> pairs: what the reader sees, what is stored.")

    _esm = _SCRIPT
    _stylesheets = [style.CHOICES]  # noqa: RUF012 - as Panel declares it

    def __init__(self, chosen: Callable[[str, str], None], **params: Any) -> None:
        super().__init__(**params)
        self._chosen = chosen
        self.shown: Mapping[str, ChoiceField] = {}

    def show(self, fields: Sequence[ChoiceField], nothing: str) -> None:
        """Show fields instead of those before.

        Args:
            fields: The fields, in order.
            nothing: Told when nothing meets what is typed.
        """
        self.shown = {each.name: each for each in fields}
        # Apart, since what is as it was is not sent again: options are many and seldom change.
        self.param.update(
            fields=_json({"shown": [_but_for_options(each) for each in fields], "nothing": nothing}),
            options=_json({each.name: list(each.options.items()) for each in fields}),
        )

    def _handle_msg(self, data: Any) -> None:
        # What comes from a browser may be anything.
        match data:
            case {"name": str(name), "value": str(value)} if name in self.shown:
                self._chosen(name, value)


def _but_for_options(each: ChoiceField) -> dict[str, Any]:
    return {
        "name": each.name,
        "label": each.label,
        "value": each.value,
        "is_long": each.is_long,
        "columns": dict(each.columns),
    }


def _json(told: Any) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))
