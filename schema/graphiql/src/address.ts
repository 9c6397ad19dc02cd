const asked = new URLSearchParams(window.location.search);

/** ?query= and ?variables= of the page's address: a link to a query. It is opened, and run when the reader says so. */
export const linked = asked.has('query')
  ? { initialQuery: asked.get('query') ?? '', initialVariables: asked.get('variables') ?? '' }
  : null;
