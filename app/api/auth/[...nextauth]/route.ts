import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { inRequest } from "@/lib/base/request-context";
import { clientAddress } from "@/lib/http/client-address";
import { readCookie } from "@/lib/http/read-cookie";
import { readLimited } from "@/lib/http/read-limited";
import { isUsedAction } from "@/lib/people/auth/decide-entrance";
import { browserSetCookie } from "@/lib/people/auth/known-browser";
import { authOptions } from "@/lib/people/auth/options";

type Context = { params: Promise<{ nextauth: string[] }> };

// A sign-in form is far smaller; next-auth alone would read a body of any size.
const MAX_BODY_BYTES = 16 * 1024;

export async function GET(request: NextRequest, context: Context): Promise<Response> {
  return (await isUsed(request, context)) ? answer(request, context) : notFound();
}

export async function POST(request: NextRequest, context: Context): Promise<Response> {
  if (!(await isUsed(request, context))) return notFound();
  const body = await readLimited(request.body, MAX_BODY_BYTES);
  if (body === "too_large") return new Response(null, { status: 413 });
  // next-auth fails on it, with a stack in the log.
  if (isJson(request) && !isReadable(body)) return new Response(null, { status: 400 });
  const { method, headers, url } = request;
  return answer(new NextRequest(url, { method, headers, body: Buffer.from(body) }), context);
}

// The server has asked the same of the path as it came; here it is decoded.
async function isUsed({ method }: NextRequest, { params }: Context): Promise<boolean> {
  return isUsedAction({ method, action: (await params).nextauth.join("/") });
}

function isJson({ headers }: NextRequest): boolean {
  return /\bjson\b/i.test(headers.get("content-type") ?? "");
}

function isReadable(body: Uint8Array): boolean {
  try {
    const read: unknown = JSON.parse(Buffer.from(body).toString("utf8"));
    return typeof read === "object" && read !== null;
  } catch {
    return false;
  }
}

function notFound(): Response {
  return new Response(null, { status: 404 });
}

async function answer(request: NextRequest, context: Context): Promise<Response> {
  const { headers } = request;
  const isEncrypted = headers.get("x-forwarded-proto") === "https";
  const cookies: string[] = [];
  const options = authOptions({
    isEncrypted,
    readCookie: (name) => readCookie(headers.get("cookie"), name),
    onSignedIn: (signedIn) => {
      cookies.push(browserSetCookie({ ...signedIn, isSecure: isEncrypted }));
    },
  });
  const address = clientAddress((name) => headers.get(name));
  const response: Response = await inRequest({ address }, () => NextAuth(request, context, options));
  for (const cookie of cookies) response.headers.append("set-cookie", cookie);
  return response;
}
