import { execFileSync } from "node:child_process";
import path from "node:path";

export type Certificate = { key: string; cert: string };

/** A certificate that nobody signed, as files in this folder. */
export function makeCertificate(folder: string, name: string): Certificate {
  const [key, cert] = ["key.pem", "cert.pem"].map((file) => path.join(folder, file)) as [string, string];
  const subject = ["-subj", `/CN=${name}`, "-addext", `subjectAltName=DNS:${name}`];
  execFileSync(
    "openssl",
    ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout", key, "-out", cert, ...subject],
    { stdio: "ignore" },
  );
  return { key, cert };
}
