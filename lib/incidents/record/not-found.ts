import { AppError } from "@/lib/base/errors";

export function incidentNotFound(): AppError {
  return new AppError("not_found", "There is no such incident. Its machine may have been deleted.");
}
