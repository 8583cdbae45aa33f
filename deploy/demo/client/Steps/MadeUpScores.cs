using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Platform.Registry.V1;

namespace Platform.Demo.Steps;

/// <summary>
/// Scores by seed, firm, project and criterion alone, so that a run can be repeated: each project has a quality, each criterion
/// leans from it, and reviewers differ a little.
/// </summary>
public sealed class MadeUpScores(int seed)
{
    /// <returns>0–100.</returns>
    public int Of(Application application, int reviewer, string criterion)
    {
        var project = $"{application.OrganisationCode}|{application.ProjectName}";
        var quality = 58 + (36 * Share(project));
        var lean = 16 * (Share($"{project}|{criterion}") - 0.5);
        var taste = 10 * (Share($"{project}|{criterion}|{reviewer}") - 0.5);
        return (int)Math.Round(Math.Clamp(quality + lean + taste, 0, 100));
    }

    /// <returns>0 to below 1.</returns>
    private double Share(string text)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seed}|{text}")));
        return BinaryPrimitives.ReadUInt32LittleEndian(hash) / (uint.MaxValue + 1.0);
    }
}
