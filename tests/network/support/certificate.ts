/**
 * A certificate for one address that nobody has signed but itself.
 *
 * It does not know who shows it. The invariant it keeps: it is good for a day and for that address
 * alone.
 *
 * @module
 */
import { requireProgram } from "../../support/install.ts";
import { run } from "./namespaces.ts";

/** Where certificate and key are. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** Makes one for an IPv4 address, in a folder. */
export async function makeCertificate(folder: string, address: string): Promise<Certificate> {
  const [cert, key] = [`${folder}/cert.pem`, `${folder}/key.pem`];
  const asked = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1";
  await run(
    requireProgram("openssl"),
    ...asked.split(" "),
    ...["-keyout", key, "-out", cert],
    ...["-subj", `/CN=${address}`, "-addext", `subjectAltName=IP:${address}`],
  );
  return { cert, key };
}
