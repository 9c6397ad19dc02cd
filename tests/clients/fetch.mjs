// Node.js's own fetch, without any package: `node fetch.mjs ADDRESS QUERY` prints the response as JSON.
const [address, query] = process.argv.slice(2);
const response = await fetch(address, {
  method: "POST",
  headers: { "content-type": "application/json", accept: "application/graphql-response+json" },
  body: JSON.stringify({ query }),
});
console.log(JSON.stringify({ status: response.status, type: response.headers.get("content-type"), body: await response.json() }));
