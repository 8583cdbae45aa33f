using Npgsql;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Chassis.Files;
using Platform.ProjectRegistry.Files;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Objections;

/// <summary>Evidence is read by officials; it is added with the receipt code alone, and nobody takes it off.</summary>
internal sealed class ObjectionEvidence : IFileRights
{
    public FilePurpose Purpose => FilePurpose.ObjectionEvidence;

    public Task<bool> MayReadAsync(NpgsqlConnection connection, Caller caller, Guid ownerId, CancellationToken cancellation) =>
        Task.FromResult(caller.Is(Roles.Official));

    public Task MayAddAsync(Change change, Guid ownerId) => throw FileErrors.NotFound.ToException();
}
