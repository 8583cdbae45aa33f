using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Panels;

/// <summary>Panels; which ones a reviewer is a member of is <see cref="PanelRow.IsMember"/>'s matter.</summary>
public sealed class PanelGrpc(Store store) : PanelService.PanelServiceBase
{
    private const string Both = $"{Roles.Official},{Roles.Reviewer}";

    [Authorize(Roles = Roles.Official)]
    public override Task<Panel> OpenPanel(OpenPanelRequest request, ServerCallContext context) => Panels.OpenPanel.RunAsync(store, context, request);

    [Authorize(Roles = Roles.Official)]
    public override Task<Panel> ClosePanel(ClosePanelRequest request, ServerCallContext context) => Panels.ClosePanel.RunAsync(store, context, request);

    [Authorize(Roles = Both)]
    public override Task<Panel> GetPanel(GetPanelRequest request, ServerCallContext context) => Panels.GetPanel.RunAsync(store, context, request);

    [Authorize(Roles = Both)]
    public override Task<ListPanelsResponse> ListPanels(ListPanelsRequest request, ServerCallContext context) => Panels.ListPanels.RunAsync(store, context, request);

    [Authorize(Roles = Both)]
    public override Task<PanelMessage> PostPanelMessage(PostPanelMessageRequest request, ServerCallContext context) => PanelMessages.PostAsync(store, context, request);

    [Authorize(Roles = Both)]
    public override Task<ListPanelMessagesResponse> ListPanelMessages(ListPanelMessagesRequest request, ServerCallContext context) =>
        PanelMessages.ListAsync(store, context, request);
}
