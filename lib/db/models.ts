// The row types that Prisma generates, for the pure files that map them; types only, so that they do not load the client.
import type {
  DeliveryModel,
  EventModel,
  FiringModel,
  IncidentModel,
  MachineModel,
  RuleModel,
} from "./generated/sqlite/models";
import type { WithStored } from "./tx";

export type {
  AcknowledgementModel as AcknowledgementRecord,
  AgentKeyModel as AgentKeyRecord,
  ApiTokenModel as ApiTokenRecord,
  ChannelModel as ChannelRecord,
  ChatLinkModel as ChatLinkRecord,
  DeliveryAttemptModel as DeliveryAttemptRecord,
  InvitationModel as InvitationRecord,
  OutageModel as OutageRecord,
  WindowModel as WindowRecord,
} from "./generated/sqlite/models";

export type DeliveryRecord = WithStored<"delivery", DeliveryModel>;
export type EventRecord = WithStored<"event", EventModel>;
export type FiringRecord = WithStored<"firing", FiringModel>;
export type IncidentRecord = WithStored<"incident", IncidentModel>;
export type MachineRecord = WithStored<"machine", MachineModel>;
export type RuleRecord = WithStored<"rule", RuleModel>;
