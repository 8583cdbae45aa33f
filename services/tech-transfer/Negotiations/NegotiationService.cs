namespace Platform.TechTransfer.Negotiations;

public sealed class NegotiationService : Platform.Transfer.V1.NegotiationService.NegotiationServiceBase;
