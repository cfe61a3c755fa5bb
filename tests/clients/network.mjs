// node network.mjs graphml|gexf FILE: a graph file as graphology (Gephi Lite) reads it, as JSON.
import { readFileSync } from "node:fs";
import graphology from "graphology";

const [format, file] = process.argv.slice(2);
const readers = {
  graphml: async () => (await import("graphology-graphml")).default,
  gexf: async () => (await import("graphology-gexf")).default,
};
const { parse } = await readers[format]();
const graph = parse(graphology.MultiDirectedGraph, readFileSync(file, "utf8"), { addMissingNodes: false });

process.stdout.write(
  JSON.stringify({
    type: graph.type,
    multi: graph.multi,
    nodes: graph.mapNodes((id, attributes) => [id, attributes]),
    edges: graph.mapEdges((id, attributes, source, target) => [id, source, target, attributes]),
  }),
);
