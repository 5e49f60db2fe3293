// The row types that Prisma generates, for the pure files that map them; types only, so that they do not load the client.
export type {
  AcknowledgementModel as AcknowledgementRecord,
  AgentKeyModel as AgentKeyRecord,
  ApiTokenModel as ApiTokenRecord,
  ChannelModel as ChannelRecord,
  ChatLinkModel as ChatLinkRecord,
  DeliveryAttemptModel as DeliveryAttemptRecord,
  DeliveryModel as DeliveryRecord,
  EventModel as EventRecord,
  IncidentModel as IncidentRecord,
  InvitationModel as InvitationRecord,
  MachineModel as MachineRecord,
} from "./generated/sqlite/models";
