import { AppError } from "@/lib/base/errors";

export function incidentNotFound(): AppError {
  return new AppError("not_found", "Incident not found. Its machine may have been deleted.");
}
