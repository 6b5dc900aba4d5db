/**
 * Writes the package for npm into `.build/package`, to be looked at or published by hand.
 *
 * @module
 */
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { writePackage } from "./build/package.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
// A folder that is named goes in its place, so that a test disturbs nobody.
const [folder = join(ROOT, ".build/package")] = process.argv.slice(2);
const files = await writePackage(ROOT, folder);
console.log(`${files.length} files in ${folder}`);
