using Platform.Chassis.Hosting;
using Platform.Chassis.Organisations;
using Platform.Identity.V1;

var host = ServiceHost.Create(args, "project-registry", typeof(Program).Assembly);
host.Events.Handle<OrganisationRegistered, OnOrganisationRegistered>();
return await host.RunAsync(_ => { });

/// <summary>Host of the registry: batches, applications, reviews, selection, notices, the pool and collaborations.</summary>
public partial class Program;
