using Bylaw.Collectors.Models.Cards;

namespace Bylaw.Collectors.Tests.Models;

public sealed class ModelCardTests
{
    private const string Card = """
        ---
        license: llama3.1
        base_model: [org/base@0123456789abcdef0123456789abcdef01234567]
        pipeline_tag: text-classification
        datasets: [imdb]
        model-index:
        - name: m
          results:
          - dataset: {name: imdb}
            metrics: [{type: accuracy, value: 0.91}, {type: f1, value: not a number}]
        ---
        # My model
        - **Developed by:** Team A
        - **Model version:** 1.2.0

        ## Uses
        ### Direct Use
        Sorting of film reviews into good and bad.
        ### Out-of-Scope Use
        [More Information Needed]
        ## Bias, Risks, and Limitations
        Reviews in English only; irony is often misread.
        ## Evaluation
        TODO
        """;

    [Fact]
    public void Sections_are_found_under_the_headings_of_real_cards()
    {
        var card = ModelCard.Parse(Card);

        Assert.Equal(["ethical", "intended_use", "licence", "limitations", "metrics", "owner", "training_data", "version"], card.Sections.Keys);
        Assert.Equal("1.2.0", card.Version);
        Assert.Equal("text-classification", card.Task);
    }

    [Fact]
    public void A_placeholder_is_no_content() => Assert.Equal(["Out-of-Scope Use", "Evaluation"], ModelCard.Parse(Card).Placeholders);

    [Fact]
    public void A_claim_that_differs_from_the_measured_number_is_told()
    {
        var card = ModelCard.Parse(Card);

        Assert.Empty(CardNumbers.Compare(card, new Dictionary<string, double> { ["Accuracy"] = 0.912 }, 0.005));
        Assert.Equal("accuracy: the card says 0.91, measured 0.85", Assert.Single(CardNumbers.Compare(card, CardNumbers.ReadMeasured("""{"spec":{"metrics":[{"name":"accuracy","value":0.85}]}}"""), 0.005)));
    }

    [Theory]
    [InlineData("apache-2.0", null, "Apache-2.0", LicenceRights.Permissive)]
    [InlineData("Apache-2.0", null, "Apache-2.0", LicenceRights.Permissive)]
    [InlineData("gpl-3.0", null, "GPL-3.0-only", LicenceRights.ShareAlike)]
    [InlineData("cc-by-nc-4.0", null, "cc-by-nc-4.0", LicenceRights.NonCommercial)]
    [InlineData("llama3.1", null, "llama3.1", LicenceRights.UseRestricted)]
    [InlineData("bigscience-openrail-m", null, "bigscience-openrail-m", LicenceRights.UseRestricted)]
    [InlineData("other", "my-research-licence", "my-research-licence", LicenceRights.NonCommercial)]
    [InlineData("other", null, "other", LicenceRights.Unknown)]
    public void A_licence_is_known_by_hub_and_SPDX_names(string id, string? name, string wanted, LicenceRights rights)
    {
        var licence = Licence.Find(id, name, null);

        Assert.Equal((wanted, rights), (licence!.Id, licence.Rights));
    }

    [Theory]
    [InlineData("---\nlicense: [unclosed\n---\ntext")]
    [InlineData("---\nlicense: mit\nno end")]
    [InlineData("---\n&a [*a, *a]: x\n---\n")]
    public void A_broken_front_matter_is_a_problem_and_no_exception(string text) => Assert.NotEmpty(ModelCard.Parse(text).Problems);

    [Theory]
    [InlineData("")]
    [InlineData("no headings at all")]
    [InlineData("---\n---\n")]
    public void A_card_that_says_nothing_has_no_sections(string text) => Assert.Empty(ModelCard.Parse(text).Sections);

    [Theory]
    [InlineData("main", false)]
    [InlineData("v1.0", false)]
    [InlineData(null, false)]
    [InlineData("0123456789abcdef0123456789abcdef01234567", true)]
    [InlineData("sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", true)]
    public void Only_a_commit_or_a_digest_is_pinned(string? revision, bool pinned) => Assert.Equal(pinned, PinnedRevision.IsPinned(revision));

    [Theory]
    [InlineData("gpt-4o-2024-08-06", true)]
    [InlineData("claude-3-5-sonnet-20241022", true)]
    [InlineData("gpt-4o", false)]
    [InlineData("gpt-4-0613", true)]
    [InlineData("claude-3-5-sonnet-latest", false)]
    public void A_hosted_model_is_dated_when_its_name_holds_a_date(string id, bool dated) => Assert.Equal(dated, PinnedRevision.IsDatedHostedModel(id));

    [Fact]
    public void An_MLmodel_file_tells_run_inputs_and_code()
    {
        var model = MlflowModel.Parse("""
            run_id: abc
            flavors:
              python_function: {loader_module: mlflow.sklearn}
              sklearn: {code: code, pickled_model: model.pkl}
            signature:
              inputs: '[{"type":"double","name":"income"},{"type":"long","name":"age"}]'
            """);

        Assert.Equal(("abc", true), (model.RunId, model.CarriesCode));
        Assert.Equal(["income", "age"], model.Inputs);
        Assert.NotNull(MlflowModel.Parse("a: [").Problem);
    }
}
