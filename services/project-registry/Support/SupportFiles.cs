using Npgsql;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.ProjectRegistry.Files;
using Platform.Registry.V1;

namespace Platform.ProjectRegistry.Support;

/// <summary>
/// Files of a request: read by whoever may read it, added by its firm and by its department until it has ended, and kept, as both sides
/// rely on them.
/// </summary>
public sealed class SupportFiles : IFileRights
{
    public FilePurpose Purpose => FilePurpose.SupportRequest;

    public async Task<bool> MayReadAsync(NpgsqlConnection connection, Caller caller, Guid ownerId, CancellationToken cancellation) =>
        (await SupportRow.ReadAsync(connection, null, ownerId, cancellation))?.IsSeenBy(caller) == true;

    public async Task MayAddAsync(Change change, Guid ownerId)
    {
        var row = await SupportRow.LockAsync(change, ownerId.ToString(), "");
        if (row.OrganisationCode != change.Caller.OrganisationCode
            && !(await Departments.ReadAsync(change.Connection, change.Cancellation)).MayHandle(change.Caller, row.DepartmentCode))
        {
            throw SupportErrors.OtherDepartment.ToException();
        }

        if (!SupportSteps.IsOpen(row.State) && row.State != SupportState.Solved)
        {
            throw SupportErrors.WrongState(row.State).ToException();
        }
    }

    public Task MayRemoveAsync(Change change, Guid ownerId) => throw SupportErrors.FilesStay.ToException();
}
