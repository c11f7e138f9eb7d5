#include "web/console/script.h"

#include "web/page/page_answer.h"

namespace shixin::web::console {
namespace {

constexpr std::string_view kScript = R"js('use strict';

// A form is sent once: the second press of an impatient hand does nothing. Whoever comes back by
// the arrow of the browser may send it again; the server then sees that it is the same.
for (const form of document.querySelectorAll('form[method=post]')) {
  form.addEventListener('submit', (event) => {
    if (form.getAttribute('aria-busy') === 'true') return event.preventDefault();
    form.setAttribute('aria-busy', 'true');
  });
}
window.addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('[aria-busy]')) form.removeAttribute('aria-busy');
});

// While somebody types into a draft it is checked as if 检查 had been pressed, and what the answer
// says is put beside what he typed; what he typed stays as it is.
const draft = document.querySelector('form[data-checked]');
if (draft) {
  let timer = 0;
  let latest = 0;
  const check = async () => {
    const mine = ++latest;
    const body = new URLSearchParams(new FormData(draft));
    body.set('do', 'check');
    const answer = await fetch(draft.action, {method: 'POST', body}).catch(() => null);
    if (!answer || answer.status === 401 || answer.redirected || mine !== latest) return;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    for (const fresh of page.querySelectorAll('[data-live]')) {
      const shown = document.getElementById(fresh.id);
      if (shown && shown.innerHTML !== fresh.innerHTML) shown.innerHTML = fresh.innerHTML;
    }
    for (const control of draft.elements) {
      const fresh = control.id && page.getElementById(control.id);
      if (!fresh) continue;
      control.toggleAttribute('aria-invalid', fresh.hasAttribute('aria-invalid'));
      if (fresh.hasAttribute('aria-invalid')) control.setAttribute('aria-invalid', 'true');
    }
  };
  draft.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(check, 500);
  });
}
)js";

}  // namespace

const std::string& script_address() {
  static const std::string address = file_address("/console.js", kScript);
  return address;
}

void add_script_route(Router& router) {
  router.add("GET", "/console.js", [](const Request&, const Captures&) {
    return file_answer("text/javascript; charset=utf-8", kScript);
  });
}

}  // namespace shixin::web::console
