// Letters a second by the engines of Node that are installed; argument: the folder that peers.py prepares.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";

const folder = process.argv[2];
const letters = JSON.parse(readFileSync(join(folder, "letters.json"), "utf-8"));

async function perSecond(render) {
  for (let warm = 0; warm < 20; warm++) await render(letters[warm]);
  const start = performance.now();
  for (const letter of letters) await render(letter);
  return letters.length / ((performance.now() - start) / 1000);
}

async function docxtemplater() {
  const { default: Docxtemplater } = await import("docxtemplater");
  const { default: PizZip } = await import("pizzip");
  const template = readFileSync(join(folder, "docxtemplater.docx"), "binary");
  return perSecond((letter) => {
    const document = new Docxtemplater(new PizZip(template), { paragraphLoop: true });
    document.render(letter);
    return document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
  });
}

async function easyTemplateX() {
  const { TemplateHandler } = await import("easy-template-x");
  const template = readFileSync(join(folder, "easy-template-x.docx"));
  const handler = new TemplateHandler();
  return perSecond((letter) => handler.process(template, letter));
}

const speeds = {};
for (const [name, measure] of [["docxtemplater", docxtemplater], ["easy-template-x", easyTemplateX]]) {
  try {
    speeds[name] = await measure();
  } catch (error) {
    console.error(`${name}: ${error.message}`);
  }
}
console.log(JSON.stringify(speeds));
