// node sparql.mjs ENDPOINT QUERY rows|boolean|graph: the answer that fetch-sparql-endpoint gets, as JSON.
import { SparqlEndpointFetcher } from "fetch-sparql-endpoint";

const [endpoint, query, kind] = process.argv.slice(2);
const fetcher = new SparqlEndpointFetcher();

async function all(stream) {
  const items = [];
  for await (const item of stream) items.push(item);
  return items;
}

const kinds = {
  async rows() {
    const rows = await all(await fetcher.fetchBindings(endpoint, query));
    return rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, term]) => [name, term.value])));
  },
  boolean: () => fetcher.fetchAsk(endpoint, query),
  async graph() {
    const quads = await all(await fetcher.fetchTriples(endpoint, query));
    return quads.map(({ subject, predicate, object }) => [subject.value, predicate.value, object.value]);
  },
};

process.stdout.write(JSON.stringify(await kinds[kind]()));
