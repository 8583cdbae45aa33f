using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Leads;

/// <summary>Leads are known to officials alone.</summary>
[Authorize(Roles = Roles.Official)]
public sealed class LeadGrpc(Store store, Catalogue catalogue, TimeProvider clock) : LeadService.LeadServiceBase
{
    public override Task<RelocationLead> CreateLead(CreateLeadRequest request, ServerCallContext context) => EditLead.CreateAsync(store, catalogue, context, request);

    public override Task<RelocationLead> UpdateLead(UpdateLeadRequest request, ServerCallContext context) => EditLead.UpdateAsync(store, catalogue, context, request);

    public override Task<RelocationLead> MoveLead(MoveLeadRequest request, ServerCallContext context) => Leads.MoveLead.RunAsync(store, context, request);

    public override Task<RelocationLead> TakeLead(TakeLeadRequest request, ServerCallContext context) => Leads.MoveLead.TakeAsync(store, context, request);

    public override Task<RelocationLead> GetLead(GetLeadRequest request, ServerCallContext context) => ReadLeads.GetAsync(store, clock, context, request);

    public override Task<LeadContact> RevealLeadContact(RevealLeadContactRequest request, ServerCallContext context) => ReadLeads.RevealAsync(store, context, request);

    public override Task<ListLeadsResponse> ListLeads(ListLeadsRequest request, ServerCallContext context) => ReadLeads.ListAsync(store, clock, context, request);

    public override Task<LeadFigures> GetLeadFigures(GetLeadFiguresRequest request, ServerCallContext context) => Leads.GetLeadFigures.RunAsync(store, catalogue, context);
}
