using Npgsql;
using Platform.Chassis.Auth;
using Platform.Chassis.Data;
using Platform.Transfer.V1;

namespace Platform.TechTransfer.Files;

/// <summary>Who may read and change the files of one purpose: each slice that has files registers its own.</summary>
public interface IFileRights
{
    TransferFilePurpose Purpose { get; }

    /// <summary>Whether the caller may read the files of the matter.</summary>
    Task<bool> MayReadAsync(NpgsqlConnection connection, Caller caller, Guid ownerId, CancellationToken cancellation);

    /// <summary>
    /// Lets files of the matter be added or removed until the commit, or refuses: locks what it decides by, writes nothing, and
    /// answers NOT_FOUND to a caller who may not know of the matter.
    /// </summary>
    /// <exception cref="Chassis.Errors.FailedException">NOT_FOUND, WRONG_STATE, DEADLINE_PASSED.</exception>
    Task MayAddAsync(Change change, Guid ownerId);

    /// <summary>Lets a file be taken off its matter until the commit, or refuses; where the purpose says nothing else, as it may be added.</summary>
    /// <exception cref="Chassis.Errors.FailedException">As <see cref="MayAddAsync"/>.</exception>
    Task MayRemoveAsync(Change change, Guid ownerId) => MayAddAsync(change, ownerId);

    /// <summary>Whether something that was filed refers to the file, so that its content outlives its removal from the matter.</summary>
    Task<bool> IsKeptAsync(Change change, Guid fileId) => Task.FromResult(false);
}
