using System.Security.Cryptography;
using System.Text;

namespace Platform.Demo.City;

/// <summary>
/// Credit codes for organisations that a file names without one. Both check characters hold (GB 11714, GB 32100-2015); the body
/// begins with YQ, a range that is not issued.
/// </summary>
public static class FictionalCodes
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private const string InstitutionOfQinhuangdao = "12130300";
    private static readonly int[] Weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
    private static readonly int[] BodyWeights = [3, 7, 9, 10, 5, 8, 4, 2];

    /// <param name="name">Equal names get equal codes.</param>
    /// <param name="turn">Another one gives another code, should the first be taken.</param>
    public static string Of(string name, int turn = 0)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{name}#{turn}"));
        // Letters of the body in Y… keep clear of the shipped codes, whose bodies begin with YQ0.
        var body = "YQY" + string.Concat(hash.Take(5).Select(unit => Alphabet[unit % 10]));
        return Complete(InstitutionOfQinhuangdao + body + BodyCheck(body));
    }

    private static char BodyCheck(string body)
    {
        var sum = body.Select((letter, i) => (char.IsDigit(letter) ? letter - '0' : letter - 'A' + 10) * BodyWeights[i]).Sum();
        var check = 11 - (sum % 11);
        return check switch { 10 => 'X', 11 => '0', _ => (char)('0' + check) };
    }

    private static string Complete(string content)
    {
        var sum = content.Select((letter, i) => Alphabet.IndexOf(letter, StringComparison.Ordinal) * Weights[i]).Sum();
        return content + Alphabet[(31 - (sum % 31)) % 31];
    }
}
