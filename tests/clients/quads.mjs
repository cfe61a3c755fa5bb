// node quads.mjs n3|jsonld FILE [MEDIA-TYPE]: the quads of a file as N-Quads, by one of the two libraries.
import { readFileSync } from "node:fs";

const [library, file, type] = process.argv.slice(2);
const text = readFileSync(file, "utf8");

const readers = {
  async n3() {
    const { Parser, Writer } = await import("n3");
    const writer = new Writer({ format: "application/n-quads" });
    writer.addQuads(new Parser({ format: type }).parse(text));
    return new Promise((done, fail) => writer.end((error, result) => (error ? fail(error) : done(result))));
  },
  async jsonld() {
    const { default: jsonld } = await import("jsonld");
    const documentLoader = (url) => Promise.reject(new Error(`${url}: nothing is fetched`));
    return jsonld.toRDF(JSON.parse(text), { format: "application/n-quads", documentLoader });
  },
};

process.stdout.write(await readers[library]());
