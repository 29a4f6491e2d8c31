// What the changing pages show, and how they change. The tests call these functions as the page's own scripts would.

const STORIES = {
  mill: {
    title: 'The mill that grinds by moonlight',
    author: 'Runa Feld',
    text: [
      'The mill above Tarn Ends has no road to it, and since the spring floods it has had no bridge either, which is why the flour now comes down on the backs of two patient donkeys.',
      'Its wheel turns mostly at night. By day the farms upstream take the water for their fields, and what they leave is not enough to move a stone of nine hundred kilograms.',
      'Runa Feld, who took the mill over from an uncle, says that she stopped minding after the first winter. The grain does not know what time it is, and neither, after a while, does the miller.',
      'Twice a month a baker walks up from the valley and carries home what he can. He pays in bread, in candles and once, when the harvest was poor, in a mended roof.',
      'The county has offered to lay a cable. She has asked for a bridge instead, and for somebody to count the owls that have moved into the loft above the hopper.',
      'Until either comes, the sacks go down at dawn, in single file, past the two flooded meadows and the chapel whose bell has been silent since it was struck by lightning.',
    ],
  },
  clock: {
    title: 'A clock that nobody wound stops at last',
    author: 'Piet Anders',
    text: [
      'The clock of the customs house stopped on Tuesday at eleven minutes past four, and it took the town until Thursday to find out that nobody had been winding it for nineteen years.',
      'It had run all that time on a weight that a former caretaker had hung, against all rules, from a pulley in the attic, so that it fell one floor in a little less than two decades.',
      'The caretaker, Piet Anders the elder, left a note in the case. It says that the next one should use a heavier weight, and gives the name of a man who can be trusted with the rope.',
      'The man is ninety-one. He came on Friday with two of his grandsons, looked at the pulley for some time, and asked whether the town would mind a clock that is four minutes late.',
      'The council has not answered yet. In the meantime a boy from the harbour climbs the stairs at noon and moves the hands, as his grandmother did in the year of the great frost.',
      'Tourists have begun to gather in the square to watch him. Some of them clap; he has asked them not to, since he has to count the strokes while he pulls the rope.',
    ],
  },
  frost: {
    title: 'What the great frost left behind',
    author: 'Hedda Lorentz',
    text: [
      'In the year of the great frost the bay was white from the pier to the lighthouse, and people who had not spoken for years met in the middle because there was nowhere else to go.',
      'Hedda Lorentz was seven. She remembers a market on the ice, a horse that would not walk on it, and a man who sold hot chestnuts out of a rowing boat with runners nailed to its keel.',
      'The frost took the oyster beds, which never came back, and it gave the town its only proverb, which nobody outside understands and nobody inside can explain in fewer than ten minutes.',
      'Her album has forty photographs. In most of them the sky is too bright to make out a face, so that each family that borrows it finds its own people in the pictures.',
      'The museum would like to have it. She has promised it to the school instead, on the condition that a child turns one page each morning and says aloud what can be seen.',
      'They are on the twelfth page now. On Monday a girl saw a dog behind the chestnut boat that nobody had noticed in eighty years, and the whole class went out to look for its kennel.',
    ],
  },
};

const paragraphs = (name) => STORIES[name].text.map((text) => `<p>${text}</p>`).join('');

const TEASERS = ['Bridge to be painted green', 'Owls counted again', 'A donkey retires', 'Seven lamps for the pier'];

const related = (extra = '') =>
  `<aside class="related-stories${extra}"><h3>Related stories</h3><ul>${TEASERS.map((title) => `<li><a href="#t">${title}</a></li>`).join('')}</ul></aside>`;
const share = '<div class="share-buttons"><a href="#f">Share on Facebook</a> <a href="#m">Send by e-mail</a></div>';
const newsletter =
  '<div class="newsletter-signup"><p>Sign up for our newsletter and get the best stories in your inbox every morning.</p><a href="#n">Subscribe</a></div>';
const advertisement = '<div class="ad-slot advertisement"><a href="#ad">Advertisement: three lamps for the price of two</a></div>';

const story = (name) =>
  `<article class="story" data-name="${name}"><h1>${STORIES[name].title}</h1><p class="byline">By ${STORIES[name].author}</p>${share}` +
  `<div class="body">${paragraphs(name)}</div>${newsletter}${advertisement}${related()}</article>`;

const make = (html) => {
  const template = document.createElement('template');
  template.innerHTML = html;
  return template.content.firstElementChild;
};
