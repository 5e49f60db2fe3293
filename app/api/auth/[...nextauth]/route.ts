import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { readLimited } from "@/lib/http/read-limited";
import { isUsedAction } from "@/lib/people/auth/decide-entrance";
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
  const { method, headers, url } = request;
  return answer(new NextRequest(url, { method, headers, body: Buffer.from(body) }), context);
}

// The server has asked the same of the path as it came; here it is decoded.
async function isUsed({ method }: NextRequest, { params }: Context): Promise<boolean> {
  return isUsedAction({ method, action: (await params).nextauth.join("/") });
}

function answer(request: NextRequest, context: Context): Promise<Response> {
  const isEncrypted = request.headers.get("x-forwarded-proto") === "https";
  return NextAuth(request, context, authOptions({ isEncrypted }));
}

function notFound(): Response {
  return new Response(null, { status: 404 });
}
