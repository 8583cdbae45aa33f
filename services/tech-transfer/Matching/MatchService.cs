namespace Platform.TechTransfer.Matching;

public sealed class MatchService : Platform.Transfer.V1.MatchService.MatchServiceBase;
