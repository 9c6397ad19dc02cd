// For readers: "/" goes to the search, which suggests names of states, cities and people. Pages work without it.
const home = document.querySelector("script[data-home]").dataset.home;
let names;

// The names are fetched once, when somebody goes to the search. What is typed is not sent before "Find".
async function suggest() {
  names ??= fetch(`${home}names.json`).then((response) => (response.ok ? response.json() : []));
  const list = document.getElementById("names");
  const typed = this.value.trim().toLowerCase();
  const known = await names.catch(() => []);
  // A name is suggested where one of its words, and what follows, begins with what is typed.
  const begins = (name) => ` ${name.toLowerCase()}`.includes(` ${typed}`);
  const found = typed.length > 1 ? known.filter(begins).slice(0, 8) : [];
  list.replaceChildren(...found.map((value) => Object.assign(document.createElement("option"), { value })));
}

for (const one of document.querySelectorAll("input[type=search]")) {
  one.setAttribute("list", "names");
  one.addEventListener("focus", suggest);
  one.addEventListener("input", suggest);
}

document.addEventListener("keydown", (event) => {
  const isTyping = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    (document.querySelector(".find.large input") ?? document.querySelector("input[type=search]")).focus();
  }
});
