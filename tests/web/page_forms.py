"""A form of a page as a browser sends it: every field, also of buttons that stand elsewhere."""

from __future__ import annotations

from html.parser import HTMLParser


class _Fields(HTMLParser):
    def __init__(self, form: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._form, self._inside, self._text, self._select = form, False, "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = told.get("id") == self._form
        if told.get("form", "") != self._form and not (self._inside and "form" not in told):
            return
        if tag == "input" and (told.get("type") != "checkbox" or "checked" in told):
            self.found.append((told["name"], told.get("value", "")))
        if tag == "textarea":
            self._text = told["name"]
            self.found.append((self._text, ""))
        if tag == "select":
            self._select = told["name"]
            self.found.append((self._select, ""))
        if tag == "option" and self._select and "selected" in told:
            self.found[-1] = (self._select, told.get("value", ""))

    def handle_data(self, data: str) -> None:
        if self._text:
            self.found[-1] = (self._text, self.found[-1][1] + data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        if tag in ("textarea", "select"):
            self._text = self._select = ""


def fields_of(page: str, form: str) -> dict[str, list[str]]:
    """Return the values of each field of a form (its id), untouched and without its token."""
    read = _Fields(form)
    read.feed(page)
    assert read.found, f"there is no form {form}"
    told: dict[str, list[str]] = {}
    for name, value in read.found:
        if name == "form_token":
            continue
        told.setdefault(name, []).append(value)
    return told
