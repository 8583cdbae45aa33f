using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Platform.Coordination.V1;

namespace Platform.ProjectRegistry.Collaborations;

/// <summary>
/// The terms as one text that every party reads, and its hash, which a consent binds to. The text is written from all that
/// was agreed in a fixed order, so that equal terms have equal text and any change of them another hash.
/// </summary>
public static class TermsText
{
    /// <param name="terms">Checked terms, with the parties' names set.</param>
    public static string Write(Terms terms)
    {
        var text = new StringBuilder();
        Line(text, "事项 / Matter", terms.Title);
        Line(text, "类型 / Kind", terms.Kind switch
        {
            CollaborationKind.ProjectSupport => "项目支持 / project support",
            CollaborationKind.TechnologyTransfer => "成果转化与联合研发 / technology transfer",
            CollaborationKind.TalentRecruitment => "人才引进 / talent recruitment",
            _ => "联合培养 / joint training",
        });
        Line(text, "项目 / Project", terms.ProjectId);
        Line(text, "说明 / Description", terms.Description);
        text.Append("参与方 / Parties\n");
        foreach (var party in terms.Parties)
        {
            text.Append(CultureInfo.InvariantCulture, $"- {OneLine(party.OrganisationName)} ({party.OrganisationCode})\n");
        }

        text.Append("承诺事项 / Commitments\n");
        for (var i = 0; i < terms.Commitments.Count; i++)
        {
            var commitment = terms.Commitments[i];
            text.Append(CultureInfo.InvariantCulture, $"{i + 1}. {commitment.OrganisationCode} · {OneLine(commitment.Description)} · {commitment.DueDate} · {Proof(commitment)}\n");
        }

        return text.ToString();
    }

    /// <summary>SHA-256 of the text's UTF-8, in lower-case hex.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Proof(Commitment commitment) => commitment.Fulfilment switch
    {
        Fulfilment.TalentPlaced => $"人才签约 / talent placed, need {commitment.NeedId}, talent {Any(commitment.CandidateId)}",
        Fulfilment.AgreementSigned => $"技术合同签订 / agreement signed, need {Any(commitment.NeedId)}, listing {commitment.CandidateId}",
        Fulfilment.TrainingCompleted => $"培养项目结业 / training completed, programme {Any(commitment.CandidateId)}",
        _ => "提供证明材料 / by evidence",
    };

    private static string Any(string id) => id.Length == 0 ? "-" : id;

    private static void Line(StringBuilder text, string label, string value) => text.Append(label).Append('：').Append(OneLine(value)).Append('\n');

    // A line break in a field must not look like a line of the terms.
    private static string OneLine(string value) => value.Length == 0 ? "-" : value.ReplaceLineEndings("⏎");
}
