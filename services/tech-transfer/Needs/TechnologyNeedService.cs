namespace Platform.TechTransfer.Needs;

public sealed class TechnologyNeedService : Platform.Transfer.V1.TechnologyNeedService.TechnologyNeedServiceBase;
