// Checks every shipped JSON file against the schema that its $schema names, and that faulty files fail where they should.
// One line for each; exit code 1 on a surprise. A dotnet test runs it and holds the same files against the loaders.
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import Ajv2020 from "ajv/dist/2020.js";

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "../..");
const definitions = "src/TrialData.Instruments/Definitions";
const isSchema = (file) => file.endsWith(".schema.json");
const validators = new Map();
let surprises = 0;

const read = (file) => JSON.parse(readFileSync(file, "utf8"));
const named = (file) => relative(root, file);
const jsonFiles = (folder) =>
  readdirSync(join(root, folder), { recursive: true }).filter((name) => name.endsWith(".json") && name !== "released.json").sort().map((name) => join(root, folder, name));

function validatorFor(document, file) {
  const schema = resolve(dirname(file), document.$schema);
  if (!validators.has(schema)) {
    // Conditions repeat properties of the object around them, which these two rules of style would not see.
    const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, strictRequired: false });
    validators.set(schema, ajv.compile(read(schema)));
  }
  return validators.get(schema);
}

// $.visits[2].forms[0].form, as the loaders write it.
function jsonPath(pointer, ...more) {
  const parts = [...pointer.split("/").slice(1).map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~")), ...more];
  const asPath = (part) => (/^[0-9]+$/.test(part) ? `[${part}]` : /^[A-Za-z0-9_$]+$/.test(part) ? `.${part}` : `['${part}']`);
  return `$${parts.map(asPath).join("")}`;
}

// Where a name of a table is a number, both ways of writing it are the same place.
const samePlace = (one, other) => one.replaceAll(/\[([0-9]+)\]/g, ".$1") === other.replaceAll(/\[([0-9]+)\]/g, ".$1");

function faultsOf(document, file) {
  const validate = validatorFor(document, file);
  return validate(document)
    ? []
    : validate.errors.map((error) => ({
        path: jsonPath(error.instancePath, ...[error.params.missingProperty ?? error.params.additionalProperty].filter((name) => name !== undefined)),
        reason: error.message,
      }));
}

function report(isExpected, line, details = []) {
  console.log(`${isExpected ? "ok      " : "SURPRISE"} ${line}`);
  if (!isExpected) {
    surprises++;
    details.forEach((fault) => console.log(`           ${fault.path}: ${fault.reason}`));
  }
}

function changed(document, { put = {}, remove = [] }) {
  const copy = structuredClone(document);
  const at = (pointer) => {
    const keys = pointer.split("/").slice(1);
    const last = keys.pop();
    return [keys.reduce((place, key) => place[key], copy), last];
  };
  for (const [pointer, value] of Object.entries(put)) {
    const [place, key] = at(pointer);
    place[key] = value;
  }
  for (const pointer of remove) {
    const [place, key] = at(pointer);
    Array.isArray(place) ? place.splice(Number(key), 1) : delete place[key];
  }
  return copy;
}

for (const file of [...jsonFiles("analysis-specs"), ...jsonFiles(definitions), ...jsonFiles("tests/schemas/sound")].filter((each) => !isSchema(each))) {
  const document = read(file);
  if (typeof document.$schema === "string") {
    const faults = faultsOf(document, file);
    report(faults.length === 0, named(file), faults);
  } else {
    report(false, `${named(file)} names no $schema`);
  }
}

for (const file of jsonFiles("tests/schemas/faulty")) {
  const { of, cases } = read(file);
  const sound = resolve(dirname(file), of);
  for (const each of cases) {
    const faults = faultsOf(changed(read(sound), each), sound);
    const isFound = faults.some((fault) => samePlace(fault.path, each.path));
    report(isFound, `${named(file)}: ${each.fault}, ${each.path}`, faults);
  }
}

// What the protocol schema offers for completion must be what ships and can be used: no draft, and no value set.
const offered = read(join(root, "analysis-specs/schema/protocol.schema.json")).$defs.instrument.enum;
const shipped = jsonFiles(definitions).filter((file) => !isSchema(file)).map(read).filter((each) => each.status === "released").map((each) => each.id);
report([...new Set(shipped)].sort().join() === [...offered].sort().join(), "the instruments that protocol.schema.json offers are those that ship");

console.log(surprises === 0 ? "As expected throughout." : `${surprises} not as expected.`);
process.exit(surprises === 0 ? 0 : 1);
