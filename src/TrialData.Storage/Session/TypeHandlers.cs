using System.Data;
using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;

namespace TrialData.Storage.Session;

/// <summary>How values cross to each engine: text on SQLite, native types on SQL Server, the same value back from both.</summary>
internal static class TypeHandlers
{
    public static void Register()
    {
        Replace(new InstantHandler());
        Replace(new DayHandler());
        Replace(new GuidHandler());
        Replace(new LongHandler());
        Replace(new IntHandler());
        Replace(new BoolHandler());
    }

    // Dapper's built-in map would win over a handler for parameters, for the type and for its nullable form.
    private static void Replace<T>(SqlMapper.TypeHandler<T> handler)
        where T : struct
    {
        SqlMapper.RemoveTypeMap(typeof(T));
        SqlMapper.RemoveTypeMap(typeof(T?));
        SqlMapper.AddTypeHandler(handler);
    }

    private sealed class InstantHandler : SqlMapper.TypeHandler<DateTimeOffset>
    {
        private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fffffff";

        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value)
        {
            var utc = value.UtcDateTime;
            utc = utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMicrosecond));
            if (parameter is SqliteParameter)
            {
                parameter.DbType = DbType.String;
                parameter.Value = utc.ToString(Format, CultureInfo.InvariantCulture);
            }
            else
            {
                parameter.DbType = DbType.DateTime2;
                parameter.Value = utc;
            }
        }

        public override DateTimeOffset Parse(object value) => value switch
        {
            DateTime instant => new DateTimeOffset(DateTime.SpecifyKind(instant, DateTimeKind.Utc)),
            string text => new DateTimeOffset(DateTime.SpecifyKind(DateTime.ParseExact(text, Format, CultureInfo.InvariantCulture), DateTimeKind.Utc)),
            _ => throw new DataException($"A {value.GetType().Name} is no instant."),
        };
    }

    private sealed class DayHandler : SqlMapper.TypeHandler<DateOnly>
    {
        private const string Format = "yyyy-MM-dd";

        public override void SetValue(IDbDataParameter parameter, DateOnly value)
        {
            if (parameter is SqliteParameter)
            {
                parameter.DbType = DbType.String;
                parameter.Value = value.ToString(Format, CultureInfo.InvariantCulture);
            }
            else
            {
                parameter.DbType = DbType.Date;
                parameter.Value = value.ToDateTime(TimeOnly.MinValue);
            }
        }

        public override DateOnly Parse(object value) => value switch
        {
            DateTime day => DateOnly.FromDateTime(day),
            string text => DateOnly.ParseExact(text, Format, CultureInfo.InvariantCulture),
            _ => throw new DataException($"A {value.GetType().Name} is no day."),
        };
    }

    private sealed class GuidHandler : SqlMapper.TypeHandler<Guid>
    {
        public override void SetValue(IDbDataParameter parameter, Guid value)
        {
            if (parameter is SqliteParameter)
            {
                parameter.DbType = DbType.String;
                parameter.Value = value.ToString("D").ToUpperInvariant();
            }
            else
            {
                parameter.DbType = DbType.Guid;
                parameter.Value = value;
            }
        }

        public override Guid Parse(object value) => value is Guid id ? id : Guid.ParseExact((string)value, "D");
    }

    private sealed class LongHandler : SqlMapper.TypeHandler<long>
    {
        public override void SetValue(IDbDataParameter parameter, long value)
        {
            parameter.DbType = DbType.Int64;
            parameter.Value = value;
        }

        public override long Parse(object value) => Convert.ToInt64(value, CultureInfo.InvariantCulture);
    }

    private sealed class IntHandler : SqlMapper.TypeHandler<int>
    {
        public override void SetValue(IDbDataParameter parameter, int value)
        {
            parameter.DbType = DbType.Int32;
            parameter.Value = value;
        }

        public override int Parse(object value) => Convert.ToInt32(value, CultureInfo.InvariantCulture);
    }

    private sealed class BoolHandler : SqlMapper.TypeHandler<bool>
    {
        public override void SetValue(IDbDataParameter parameter, bool value)
        {
            parameter.DbType = DbType.Boolean;
            parameter.Value = value;
        }

        public override bool Parse(object value) => value is bool flag ? flag : Convert.ToInt64(value, CultureInfo.InvariantCulture) != 0;
    }
}
