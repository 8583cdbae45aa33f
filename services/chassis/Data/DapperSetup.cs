using System.Data;
using System.Runtime.CompilerServices;
using Dapper;

namespace Platform.Chassis.Data;

/// <summary>Teaches Dapper snake_case columns and the two types that Npgsql hands over in another form.</summary>
internal static class DapperSetup
{
#pragma warning disable CA2255 // Every process that loads the chassis maps rows in the same way, hosts and tests alike.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Initialise()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.AddTypeHandler(new InstantHandler());
        SqlMapper.AddTypeHandler(new DateHandler());
    }

    private sealed class InstantHandler : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override DateTimeOffset Parse(object value) => value switch
        {
            DateTime instant => new DateTimeOffset(DateTime.SpecifyKind(instant, DateTimeKind.Utc)),
            DateTimeOffset instant => instant,
            _ => throw new DataException($"no instant: {value.GetType()}"),
        };

        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value) => parameter.Value = value.ToUniversalTime();
    }

    private sealed class DateHandler : SqlMapper.TypeHandler<DateOnly>
    {
        public override DateOnly Parse(object value) => value switch
        {
            DateOnly date => date,
            DateTime date => DateOnly.FromDateTime(date),
            _ => throw new DataException($"no date: {value.GetType()}"),
        };

        public override void SetValue(IDbDataParameter parameter, DateOnly value) => parameter.Value = value;
    }
}
