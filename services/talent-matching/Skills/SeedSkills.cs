using System.Security.Cryptography;
using System.Text;
using Platform.Chassis.Auth;
using Platform.Chassis.Catalogues;
using Platform.Chassis.Data;
using Platform.Talent.V1;

namespace Platform.TalentMatching.Skills;

/// <summary>
/// Puts the skills of <c>skills.json</c> into the database that it does not have; those it has, officials have in hand. Runs once a
/// text of the file: a city that extends the file and restarts gets what is new in it.
/// </summary>
internal static class SeedSkills
{
    public static Task RunAsync(Store store, CancellationToken cancellation) => store.ChangeAsync(Caller.System("talent-matching"), async change =>
    {
        var json = SkillTaxonomy.ReadFile();
        var digest = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(json)));
        if (await IsInAsync(change, digest))
        {
            return;
        }

        await CurrentTaxonomy.LockAsync(change);
        if (await IsInAsync(change, digest))
        {
            return;
        }

        var version = await StoreSkills.NextVersionAsync(change);
        var present = await CurrentTaxonomy.ReadAsync(change.Connection, change.Cancellation);
        var taken = present.All.SelectMany(entry => entry.Writings).Select(Words.Fold).ToHashSet(StringComparer.Ordinal);
        var added = SkillTaxonomy.Parse(json).All
            .Where(entry => !present.ByCode.ContainsKey(entry.Code) && !taken.Contains(Words.Fold(entry.NameZh)) && !taken.Contains(Words.Fold(entry.NameEn)))
            .Select(entry => entry with { Synonyms = [.. entry.Synonyms.Where(synonym => !taken.Contains(Words.Fold(synonym)))], State = SkillState.Active })
            .ToList();
        var known = present.ByCode.Keys.Concat(added.Select(entry => entry.Code)).ToHashSet(StringComparer.Ordinal);
        await StoreSkills.PutAsync(change, version, [.. added.Select(entry => entry with { Broader = [.. entry.Broader.Where(known.Contains)], Related = [.. entry.Related.Where(known.Contains)] })]);
        await change.ExecuteAsync("update skill_taxonomy set seed_digest = @digest", new { digest });
        change.Audit("skill.seeded", "skill", "", new { version, added = added.Count });
    }, cancellation);

    private static Task<bool> IsInAsync(Change change, string digest) =>
        change.ExecuteScalarAsync<bool>("select exists (select from skill_taxonomy where seed_digest = @digest)", new { digest });
}
