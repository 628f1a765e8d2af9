using Bylaw.Collectors.Datasets.Cards;

namespace Bylaw.Collectors.Tests.Datasets;

public sealed class DatasetCardTests
{
    [Fact]
    public void A_hub_card_gives_its_sections_licence_and_period()
    {
        var card = DatasetCard.Parse("""
            ---
            pretty_name: Applicants
            license: cc-by-nc-4.0
            annotations_creators: [crowdsourced]
            task_categories: [tabular-classification]
            ---
            # Dataset Description
            Applications for small loans, one row each.
            - **Curated by:** Risk team
            ## Source Data
            Taken from the branch system each night.
            ## Collection period
            From 2023-01-01 to 2023-12-31.
            ## Bias, Risks, and Limitations
            [More Information Needed]
            """);

        Assert.Equal(["collection_period", "description", "licence", "owner", "purpose", "source"], card.Sections);
        Assert.Equal(("Risk team", "2023-12-31", true), (card.Owner, card.CollectedTo, card.HumanLabelled));
        Assert.Equal(["research", "train", "redistribute"], LicenceUse.Allows(card.Licence!.Id));
    }

    [Theory]
    [InlineData("http://mlcommons.org/croissant/1.0", "rai:")]
    [InlineData("http://mlcommons.org/croissant/1.1", "")]
    public void Croissant_with_responsible_AI_fields_fills_the_card(string version, string prefix)
    {
        var card = DatasetCard.Parse($$"""
            {"@type":"sc:Dataset","conformsTo":["{{version}}","http://mlcommons.org/croissant/RAI/1.0"],"name":"loans","version":"2.0","url":"https://data.example.org/loans",
             "description":"Applications for small loans.","license":"https://creativecommons.org/licenses/by/4.0/","creator":{"@type":"Organization","name":"Example Bank"},
             "distribution":[{"@type":"cr:FileObject","contentUrl":"data/loans.csv","sha256":"{{new string('a', 64)}}"}],
             "{{prefix}}dataCollectionType":["Surveys"],"{{prefix}}dataCollectionTimeframe":["2023-01-01T00:00:00Z","2023-12-31T00:00:00Z"],"{{prefix}}dataLimitations":"No applicants under 25.",
             "{{prefix}}dataPreprocessingProtocol":["Outliers cut at the 99th percentile."],"{{prefix}}dataUseCases":["scoring"],"{{prefix}}personalSensitiveInformation":["Gender","Age"],"{{prefix}}annotationsPerItem":"3"}
            """);

        Assert.Empty(card.Problems);
        Assert.Equal(DatasetCard.SectionNames.Order(StringComparer.Ordinal), card.Sections);
        Assert.Equal(("CC-BY-4.0", "first_party", "2023-01-01", "2023-12-31"), (card.Licence!.Id, card.SourceKind, card.CollectedFrom, card.CollectedTo));
        Assert.Equal(new string('a', 64), card.Digests["data/loans.csv"]);
        Assert.Equal((true, true), (card.PersonalData, card.HumanLabelled));
    }

    [Theory]
    [InlineData("{\"a\":", "no JSON")]
    [InlineData("{\"a\":1,\"a\":2}", "no JSON object with distinct members")]
    [InlineData("{\"@type\":\"Dataset\"}", "no Croissant")]
    public void A_broken_card_says_what_is_wrong(string text, string wanted)
    {
        Assert.Contains(wanted, Assert.Single(DatasetCard.Parse(text).Problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MIT", "research,commercial,train,redistribute")]
    [InlineData("CC-BY-ND-4.0", "research,commercial,redistribute")]
    [InlineData("CC-BY-NC-4.0 OR Apache-2.0", "research,commercial,train,redistribute")]
    [InlineData("MIT AND CC-BY-NC-SA-4.0", "research,train,redistribute")]
    [InlineData("LicenseRef-ours", null)]
    public void A_licence_expression_allows_what_its_parts_allow(string expression, string? wanted)
    {
        Assert.Equal(wanted, LicenceUse.Allows(expression) is { } allows ? string.Join(',', allows) : null);
    }

    [Fact]
    public void A_licence_is_known_by_its_text()
    {
        Assert.Equal("CC-BY-SA-4.0", LicenceText.Recognise("Creative Commons\nAttribution-ShareAlike 4.0\n International"));
        Assert.Equal("BSD-2-Clause", LicenceText.Recognise("SPDX-License-Identifier: BSD-2-Clause\nand more"));
        Assert.Null(LicenceText.Recognise("all rights are kept"));
    }
}
