using System.Security.Cryptography;
using System.Text;
using Google.Protobuf.WellKnownTypes;
using Platform.Chassis.Data;
using Platform.Talent.V1;
using TalentMessage = Platform.Talent.V1.Talent;

namespace Platform.TalentMatching.Talents;

/// <summary>A college hands its record of a talent over to the person: by a code that is shown once and works once.</summary>
internal static class InviteTalent
{
    /// <summary>Without letters and digits that look alike (I L O U 0 1).</summary>
    private const string Alphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    private const int Length = 12;

    private static readonly TimeSpan Valid = TimeSpan.FromDays(14);

    public static async Task<TalentInvitation> RunAsync(Change change, InviteTalentRequest request)
    {
        var row = await OwnTalent.LockAsync(change, request.TalentId);
        if (row.HasAccount)
        {
            throw ProfileErrors.HasAccount.ToException();
        }

        const string sql = """
            insert into talent_invitation (talent_id, code_hash, expires_at, created_at) values (@TalentId, @hash, @expires, @Now)
            on conflict (talent_id) do update set code_hash = excluded.code_hash, expires_at = excluded.expires_at, created_at = excluded.created_at
            """;
        var code = RandomNumberGenerator.GetString(Alphabet, Length);
        var expires = change.Now + Valid;
        await change.ExecuteAsync(sql, new { row.TalentId, hash = HashOf(code), expires, change.Now });
        change.Audit("talent.invited", "talent", request.TalentId);
        return new TalentInvitation { TalentId = request.TalentId, Code = $"{code[..4]}-{code[4..8]}-{code[8..]}", ExpireTime = expires.ToTimestamp() };
    }

    /// <summary>The account takes over the profile that the code stands for.</summary>
    public static async Task<TalentMessage> ClaimAsync(Change change, ClaimProfileRequest request)
    {
        if (!request.ProcessingConsented)
        {
            throw ProfileErrors.ProcessingConsentMissing.ToException();
        }

        await CreateProfile.MustBeFirstAsync(change);
        const string take = "delete from talent_invitation where code_hash = @hash and expires_at > @Now returning talent_id";
        if (await change.QueryAsync<Guid>(take, new { hash = HashOf(request.Code), change.Now }) is not [var talentId])
        {
            throw ProfileErrors.InvitationInvalid.ToException();
        }

        const string bind = """
            update talent set account_id = @Subject, processing_consented_at = @Now, version = version + 1
            where talent_id = @talentId and account_id is null and erased_at is null
            """;
        if (await change.ExecuteAsync(bind, new { change.Caller.Subject, change.Now, talentId }) == 0)
        {
            throw ProfileErrors.InvitationInvalid.ToException();
        }

        change.Audit("talent.taken-over", "talent", talentId.ToString());
        return await EvidenceRow.WithAsync(change, await OwnTalent.ReadAsync(change, ""));
    }

    private static byte[] HashOf(string code) =>
        SHA256.HashData(Encoding.ASCII.GetBytes(new string([.. code.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)])));
}
