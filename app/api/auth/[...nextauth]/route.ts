import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { readLimited } from "@/lib/http/read-limited";
import { authOptions } from "@/lib/people/auth/options";

type Context = { params: Promise<{ nextauth: string[] }> };

// A sign-in form is far smaller; next-auth alone would read a body of any size.
const MAX_BODY_BYTES = 16 * 1024;

export function GET(request: NextRequest, context: Context): Promise<Response> {
  return NextAuth(request, context, authOptions());
}

export async function POST(request: NextRequest, context: Context): Promise<Response> {
  const body = await readLimited(request.body, MAX_BODY_BYTES);
  if (body === "too_large") return new Response(null, { status: 413 });
  const { method, headers, url } = request;
  return NextAuth(new NextRequest(url, { method, headers, body: Buffer.from(body) }), context, authOptions());
}
