import assert from 'node:assert/strict';
import fc from 'fast-check';
import { datesInAddress, isWebAddress, publisherOf } from '../../../../src/analysis/article/address';

describe('addresses', () => {
  const publishers: [url: string, host: string | undefined][] = [
    ['https://wdsm710.com/2022/01/08/u-s-open-to-talks/', 'wdsm710.com'],
    ['http://www.bbc.co.uk/news/1', 'bbc.co.uk'],
    ['https://WWW2.Example.ORG', 'example.org'],
    ['https://en.wikinews.org/wiki/Reports:_%27x%27', 'en.wikinews.org'],
    ['htp:/foo', undefined],
    ['ftp://example.org/x', undefined],
    ['javascript:alert(1)', undefined],
    ['https://', undefined],
    ['https://localhost/x', undefined],
    ['https://exa mple.org/', undefined],
    ['no address', undefined],
    ['', undefined],
  ];
  for (const [url, host] of publishers) it(`publisher of ${url}`, () => assert.equal(publisherOf(url), host));

  const dated: [url: string, dates: string[]][] = [
    ['https://a.example/2022/01/08/title/', ['2022-01-08']],
    ['https://a.example/2022/1/8/title', ['2022-01-08']],
    ['https://a.example/world/2022/jan/08/title', ['2022-01-08']],
    ['https://a.example/20220108/title', ['2022-01-08']],
    ['https://a.example/news/20220108-title.html', ['2022-01-08']],
    ['https://a.example/2022-01-08', ['2022-01-08']],
    ['https://a.example/world/some-title-2022-01-08/', ['2022-01-08']],
    ['https://a.example/2022/01/title', []],
    ['https://a.example/2022/13/99/title', []],
    ['https://a.example/news/world-60012345', []],
    ['https://a.example/20221399', []],
    ['https://a.example/10/20/30', []],
    ['https://a.example/?date=2022-01-08', []],
    ['https://a.example/', []],
    ['nonsense', []],
  ];
  for (const [url, dates] of dated) it(`dates in ${url}`, () => assert.deepEqual(datesInAddress(url), dates));

  it('accepts any string', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.webUrl(),
          fc.string().map((path) => `https://a.example/${path}`),
        ),
        (words) => {
          isWebAddress(words);
          publisherOf(words);
          datesInAddress(words);
        },
      ),
    );
  });

  it('takes every web address for one', () => {
    fc.assert(fc.property(fc.webUrl(), (url) => assert.ok(isWebAddress(url))));
  });
});
