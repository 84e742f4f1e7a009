"""A field that takes one file from the reader's computer: by a click, the keyboard, or dropped on it.

The browser refuses a file over the limit in words before anything is sent: a larger message would
end the session without a word. What arrives is looked at again, since a browser is not trusted.
"""

from __future__ import annotations

import binascii
from base64 import b64decode
from collections.abc import Callable
from typing import Any

import param
from panel.custom import JSComponent

from khcn_analytics.charts.theme import FONT

_SCRIPT = """
export function render({model}) {
  const make = (kind, name) => {
    const made = document.createElement(kind)
    made.className = name
    return made
  }
  const root = make("div", "upload"), box = make("label", "box"), input = make("input", "file")
  const lead = make("b", "lead"), hint = make("span", "hint"), told = make("p", "told")
  input.type = "file"
  told.setAttribute("role", "status")
  box.append(input, lead, hint)
  root.append(box, told)
  const say = (text, isRefusal) => {
    told.textContent = text
    told.classList.toggle("refused", isRefusal)
  }
  const words = () => {
    lead.textContent = model.label
    hint.textContent = model.hint
    input.accept = model.accept
  }
  const rest = () => {
    input.disabled = model.is_busy
    box.classList.toggle("busy", model.is_busy)
  }
  const megabytes = (size) => (size / 2 ** 20).toLocaleString(model.language, {maximumFractionDigits: 1})
  const take = (file) => {
    input.value = ""
    if (!file || model.is_busy) return
    if (file.size > model.most) {
      say(model.too_large.replace("{name}", file.name).replace("{size}", megabytes(file.size)), true)
      return
    }
    say(model.sending, false)
    const reader = new FileReader()
    reader.onload = () => model.send_msg({name: file.name, content: reader.result.split(",")[1] || ""})
    reader.onerror = () => say(model.unreadable.replace("{name}", file.name), true)
    reader.readAsDataURL(file)
  }
  input.addEventListener("change", () => take(input.files[0]))
  for (const name of ["dragenter", "dragover"]) box.addEventListener(name, (event) => {
    event.preventDefault()
    box.classList.add("over")
  })
  for (const name of ["dragleave", "drop"]) box.addEventListener(name, (event) => {
    event.preventDefault()
    box.classList.remove("over")
  })
  box.addEventListener("drop", (event) => take(event.dataTransfer.files[0]))
  model.on("received", () => say("", false))
  model.on("is_busy", rest)
  for (const name of ["label", "hint", "accept"]) model.on(name, words)
  words(); rest()
  return root
}
"""
_STYLE = f"""
:host {{ width: 100%; font-family: {FONT}; color: var(--ink); }}
.box {{ display: flex; flex-direction: column; align-items: center; gap: 4px; text-align: center; cursor: pointer;
       border: 2px dashed var(--line); border-radius: 12px; padding: 24px 18px; background: var(--soft); }}
.box:hover, .box.over, .box:focus-within {{ border-color: var(--brand); }}
.box:focus-within {{ outline: 3px solid var(--brand); outline-offset: 2px; }}
.box.busy {{ cursor: progress; opacity: .6; }}
.file {{ position: absolute; width: 1px; height: 1px; opacity: 0; }}
.lead {{ font-size: 15.5px; font-weight: 600; color: var(--brand); }}
.hint {{ font-size: 13px; color: var(--muted); line-height: 1.5; }}
.told {{ margin: 10px 0 0; font-size: 14.5px; line-height: 1.5; color: var(--muted); overflow-wrap: anywhere; }}
.told:empty {{ display: none; }}
.told.refused {{ color: var(--worse); font-weight: 600; }}
"""


class UploadField(JSComponent):  # type: ignore[misc]
    """The field of one session.

    Args:
        take: Called with the name and the content of a file.
    """

    label = param.String(doc="What the field says.")
    hint = param.String(doc="A line below it.")
    accept = param.String(doc="Endings of the files that the browser offers.")
    too_large = param.String(doc="Told of a file over the limit: {name}, {size} in megabytes.")
    unreadable = param.String(doc="Told of a file the browser can't read: {name}.")
    sending = param.String(doc="Told while a file is sent.")
    language = param.String(default="vi", doc="How numbers are written.")
    most = param.Integer(default=2**20, doc="Bytes of the largest file.")
    is_busy = param.Boolean(doc="Whether it takes none for now.")
    received = param.Integer(doc="How many files came.")

    _esm = _SCRIPT
    _stylesheets = [_STYLE]  # noqa: RUF012 - as Panel declares it

    def __init__(self, take: Callable[[str, bytes], None], **params: Any) -> None:
        super().__init__(**params)
        self._take = take

    def _handle_msg(self, data: Any) -> None:
        self.received += 1
        file = file_of(data)
        if file is not None and not self.is_busy:
            self._take(*file)


def file_of(message: Any) -> tuple[str, bytes] | None:
    """Name and content of the file in a message, if it holds one.

    Examples:
        >>> file_of({"name": "a.csv", "content": "eA=="}), file_of({"name": 1}), file_of("?page=x")
        (('a.csv', b'x'), None, None)
    """
    match message:
        case {"name": str(name), "content": str(content)}:
            try:
                return name, b64decode(content, validate=True)
            except (binascii.Error, ValueError):
                return None
    return None
