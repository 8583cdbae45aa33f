using System.Globalization;
using System.Numerics;

namespace Platform.ProjectRegistry.Policies.Language;

/// <summary>An exact number: a fraction in lowest terms. Amounts of money are counted in fen.</summary>
public readonly struct Rational : IEquatable<Rational>, IComparable<Rational>
{
    private readonly BigInteger _denominatorLessOne;

    public Rational(BigInteger numerator, BigInteger denominator)
    {
        ArgumentOutOfRangeException.ThrowIfZero(denominator);
        if (denominator.Sign < 0)
        {
            (numerator, denominator) = (-numerator, -denominator);
        }

        var common = denominator.IsOne ? BigInteger.One : BigInteger.GreatestCommonDivisor(numerator, denominator);
        Numerator = common.IsOne ? numerator : numerator / common;
        _denominatorLessOne = (common.IsOne ? denominator : denominator / common) - 1;
    }

    public static Rational Zero => default;

    public BigInteger Numerator { get; }

    /// <summary>Above 0, also of the default value.</summary>
    public BigInteger Denominator => _denominatorLessOne + 1;

    public bool IsWhole => _denominatorLessOne.IsZero;

    public int Sign => Numerator.Sign;

    public static implicit operator Rational(long whole) => new(whole, 1);

    public static Rational operator +(Rational left, Rational right) => left.IsWhole && right.IsWhole
        ? new(left.Numerator + right.Numerator, 1)
        : new((left.Numerator * right.Denominator) + (right.Numerator * left.Denominator), left.Denominator * right.Denominator);

    public static Rational operator -(Rational left, Rational right) => left + -right;

    public static Rational operator -(Rational value) => new(-value.Numerator, value.Denominator);

    public static Rational operator *(Rational left, Rational right) => new(left.Numerator * right.Numerator, left.Denominator * right.Denominator);

    /// <exception cref="ArgumentOutOfRangeException">The divisor is 0; the type check keeps expressions from it.</exception>
    public static Rational operator /(Rational left, Rational right) => new(left.Numerator * right.Denominator, left.Denominator * right.Numerator);

    public static bool operator ==(Rational left, Rational right) => left.Equals(right);

    public static bool operator !=(Rational left, Rational right) => !left.Equals(right);

    public static bool operator <(Rational left, Rational right) => left.CompareTo(right) < 0;

    public static bool operator >(Rational left, Rational right) => left.CompareTo(right) > 0;

    public static bool operator <=(Rational left, Rational right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Rational left, Rational right) => left.CompareTo(right) >= 0;

    public static Rational Min(Rational left, Rational right) => left <= right ? left : right;

    public static Rational Max(Rational left, Rational right) => left >= right ? left : right;

    /// <summary>The largest whole number that is not above it.</summary>
    public BigInteger Floor() => (Numerator - (((Numerator % Denominator) + Denominator) % Denominator)) / Denominator;

    /// <summary>The nearest whole number; a half goes up.</summary>
    public BigInteger HalfUp() => (this + new Rational(1, 2)).Floor();

    /// <summary>A decimal of at most <paramref name="places"/> digits, cut off with … where it goes on.</summary>
    public string ToText(int places = 6, bool grouped = true)
    {
        var scale = BigInteger.Pow(10, places);
        var scaled = BigInteger.Abs(Numerator) * scale;
        var shown = scaled / Denominator;
        var fraction = (shown % scale).ToString(CultureInfo.InvariantCulture).PadLeft(places, '0').TrimEnd('0');
        var whole = (shown / scale).ToString(grouped ? "N0" : "D", CultureInfo.InvariantCulture);
        var rest = (scaled % Denominator).IsZero ? "" : "…";
        return $"{(Sign < 0 ? "-" : "")}{whole}{(fraction.Length > 0 || rest.Length > 0 ? "." : "")}{fraction}{rest}";
    }

    /// <summary>Reads a decimal of digits and at most one point.</summary>
    public static Rational Parse(string text)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        if (point < 0)
        {
            return new(BigInteger.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture), 1);
        }

        var digits = text.Remove(point, 1);
        return new(BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture), BigInteger.Pow(10, digits.Length - point));
    }

    public bool Equals(Rational other) => Numerator == other.Numerator && _denominatorLessOne == other._denominatorLessOne;

    public override bool Equals(object? obj) => obj is Rational other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Numerator, _denominatorLessOne);

    public int CompareTo(Rational other) => IsWhole && other.IsWhole
        ? Numerator.CompareTo(other.Numerator)
        : (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    public override string ToString() => ToText();
}
