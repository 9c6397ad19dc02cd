// The page that stands in where GraphiQL is not built. No dependencies, no build; addresses are relative to the page.
const [query, variables, more, button, status, answer] =
  ['query', 'variables', 'more', 'run', 'status', 'answer'].map((id) => document.getElementById(id));
const asked = new URLSearchParams(location.search);
let running = null;

async function ask() {
  const given = variables.value.trim();
  let values;
  try {
    values = given ? JSON.parse(given) : undefined;
  } catch (error) {
    throw new Error(`The variables are not JSON. ${error.message}`);
  }
  running?.abort(); // a newer question replaces one that is still under way
  running = new AbortController();
  const response = await fetch('graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json, application/json;q=0.9' },
    body: JSON.stringify({ query: query.value, variables: values }),
    signal: running.signal,
  }).catch((error) => {
    throw error.name === 'AbortError' ? error : new Error('The server cannot be reached.');
  });
  if (!/\bjson\b/.test(response.headers.get('content-type') ?? '')) {
    throw new Error(`The server answered ${`${response.status} ${response.statusText}`.trim()}, which is not a GraphQL response.`);
  }
  return response.json();
}

async function run() {
  const start = performance.now();
  status.textContent = 'Running ...';
  try {
    const result = await ask();
    const problems = result.errors?.length ?? 0;
    const outcome = problems === 0 ? 'Done' : problems === 1 ? 'Response with 1 error' : `Response with ${problems} errors`;
    answer.textContent = JSON.stringify(result, null, 2);
    status.textContent = `${outcome}, in ${Math.round(performance.now() - start)} ms.`;
  } catch (error) {
    if (error.name === 'AbortError') return;
    answer.textContent = '';
    status.textContent = error.message;
  }
}

button.addEventListener('click', run);
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  run();
});

if (asked.has('query')) {
  // A link to a query is opened, and run when the reader says so.
  query.value = asked.get('query');
  variables.value = asked.get('variables') ?? '';
  more.open = variables.value !== '';
} else {
  const first = await fetch('graphiql/first.graphql').catch(() => null);
  if (first?.ok && !query.value) {
    query.value = await first.text();
    run();
  }
}
