import { execFileSync } from "node:child_process";
import path from "node:path";

export type Certificate = { key: string; cert: string };

/** A certificate for these names that nobody signed, as files in this folder. */
export function makeCertificate(folder: string, name: string, ...others: string[]): Certificate {
  const [key, cert] = ["key.pem", "cert.pem"].map((file) => path.join(folder, file)) as [string, string];
  const subject = [
    "-subj",
    `/CN=${name}`,
    "-addext",
    `subjectAltName=${[name, ...others].map((each) => `DNS:${each}`).join()}`,
  ];
  execFileSync(
    "openssl",
    ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout", key, "-out", cert, ...subject],
    { stdio: "ignore" },
  );
  return { key, cert };
}
